package io.nineveh.server.mysql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of a packet in their order. Every method throws when the packet ends before the field does. */
final class PayloadReader {
    private static final int TWO_BYTES = 0xfc;
    private static final int THREE_BYTES = 0xfd;
    private static final int EIGHT_BYTES = 0xfe;

    private final ByteBuffer bytes;

    PayloadReader(byte[] payload) {
        this.bytes = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    int readInt1() throws ProtocolException {
        need(1);
        return bytes.get() & 0xff;
    }

    int readInt2() throws ProtocolException {
        need(2);
        return bytes.getShort() & 0xffff;
    }

    int readInt3() throws ProtocolException {
        return readInt2() | readInt1() << 16;
    }

    int readInt4() throws ProtocolException {
        need(4);
        return bytes.getInt();
    }

    long readInt8() throws ProtocolException {
        need(8);
        return bytes.getLong();
    }

    /** An integer of one, three, four or nine bytes. */
    long readLengthEncodedInteger() throws ProtocolException {
        int first = readInt1();
        return switch (first) {
            case TWO_BYTES -> readInt2();
            case THREE_BYTES -> readInt3();
            case EIGHT_BYTES -> readInt8();
            case PayloadWriter.NULL, 0xff ->
                throw new ProtocolException(
                        ErrorCode.MALFORMED_PACKET,
                        "Malformed communication packet: a length begins with %#x".formatted(first));
            default -> first;
        };
    }

    byte[] readLengthEncodedBytes() throws ProtocolException {
        long length = readLengthEncodedInteger();
        need(length);
        return readBytes((int) length);
    }

    byte[] readBytes(int length) throws ProtocolException {
        need(length);
        byte[] result = new byte[length];
        bytes.get(result);
        return result;
    }

    /** Bytes up to a zero byte, which is read too and is not part of them. */
    byte[] readTerminatedBytes() throws ProtocolException {
        int start = bytes.position();
        for (int end = start; end < bytes.limit(); end++) {
            if (bytes.get(end) == 0) {
                byte[] result = readBytes(end - start);
                bytes.get();
                return result;
            }
        }
        throw new ProtocolException(
                ErrorCode.MALFORMED_PACKET, "Malformed communication packet: a string in it does not end");
    }

    /** As {@link #readTerminatedBytes}, as text. */
    String readTerminatedString() throws ProtocolException {
        return new String(readTerminatedBytes(), StandardCharsets.UTF_8);
    }

    void skip(int length) throws ProtocolException {
        need(length);
        bytes.position(bytes.position() + length);
    }

    byte[] readRest() {
        byte[] result = Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit());
        bytes.position(bytes.limit());
        return result;
    }

    /**
     * The rest as text.
     *
     * @throws SqlException error 1300 when it is not UTF-8
     */
    String readRestAsText() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SqlException(
                    ErrorCode.NOT_UTF8,
                    "Invalid utf8mb4 character string: a statement must be UTF-8; set the client's character set to"
                            + " utf8mb4, and do not put binary values into a statement",
                    e);
        }
    }

    private void need(long length) throws ProtocolException {
        if (length < 0 || length > bytes.remaining()) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_PACKET,
                    "Malformed communication packet: it ends at byte %d, within a field".formatted(bytes.limit()));
        }
    }
}

package io.nineveh.broker.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TTransport;

/**
 * The binary protocol as it reads from clients that nobody vouches for. A length that a client announces costs no memory
 * before its bytes arrive; texts, binaries and containers have limits of their own. And it keeps count of the structs
 * that it is inside of, so that reading can go on after a struct that lacks a required field.
 */
final class RequestProtocol extends TBinaryProtocol {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_ELEMENTS = 4096;
    private static final int FIRST_CHUNK = 64 << 10;

    private final int largestBinary;
    private int openStructs;

    private RequestProtocol(TTransport transport, int largestBinary) {
        super(transport, LONGEST_TEXT, MOST_ELEMENTS, false, true);
        this.largestBinary = largestBinary;
    }

    /** Reads what old clients send without the version word too; writes it always. */
    static TProtocolFactory factory(int largestBinary) {
        return transport -> new RequestProtocol(transport, largestBinary);
    }

    @Override
    public TStruct readStructBegin() throws TException {
        openStructs++;
        return super.readStructBegin();
    }

    @Override
    public void readStructEnd() throws TException {
        openStructs--;
        super.readStructEnd();
    }

    @Override
    public void reset() {
        openStructs = 0;
        super.reset();
    }

    /** Reads to the end of all structs that reading is inside of. */
    void finishStructs() throws TException {
        while (openStructs > 0) {
            TField field = readFieldBegin();
            if (field.type == TType.STOP) {
                readStructEnd();
            } else {
                skip(field.type);
                readFieldEnd();
            }
        }
    }

    @Override
    public String readString() throws TException {
        return readStringBody(readI32());
    }

    @Override
    public String readStringBody(int length) throws TException {
        return new String(readBytes(length, LONGEST_TEXT), StandardCharsets.UTF_8);
    }

    @Override
    public ByteBuffer readBinary() throws TException {
        return ByteBuffer.wrap(readBytes(readI32(), largestBinary));
    }

    private byte[] readBytes(int length, int limit) throws TException {
        if (length < 0) {
            throw new TProtocolException(TProtocolException.NEGATIVE_SIZE, "negative length: " + length);
        }
        if (length > limit) {
            throw new TProtocolException(
                    TProtocolException.SIZE_LIMIT, "length %d, the most is %d".formatted(length, limit));
        }
        byte[] bytes = new byte[Math.min(length, FIRST_CHUNK)];
        trans_.readAll(bytes, 0, bytes.length);
        while (bytes.length < length) {
            int read = bytes.length;
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, 4L * read));
            trans_.readAll(bytes, read, bytes.length - read);
        }
        return bytes;
    }
}

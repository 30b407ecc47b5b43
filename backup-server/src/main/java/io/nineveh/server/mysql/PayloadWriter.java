package io.nineveh.server.mysql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Collects the fields of a packet. Can be emptied and used again. */
final class PayloadWriter {
    /** Stands for NULL where the length of a value would. */
    static final int NULL = 0xfb;

    private static final int USUAL_SIZE = 1024;
    private static final int LARGEST_KEPT = 1 << 20;

    private byte[] bytes = new byte[USUAL_SIZE];
    private int length;

    /** Empties it; a buffer that had to be large once is not kept for the life of the connection. */
    PayloadWriter clear() {
        length = 0;
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[USUAL_SIZE];
        }
        return this;
    }

    /** The bytes, of which the first {@link #length} are valid until the next write. */
    byte[] buffer() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    PayloadWriter int1(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    PayloadWriter int2(int value) {
        return int1(value).int1(value >> 8);
    }

    PayloadWriter int3(int value) {
        return int2(value).int1(value >> 16);
    }

    PayloadWriter int4(int value) {
        return int2(value).int2(value >> 16);
    }

    PayloadWriter int8(long value) {
        return int4((int) value).int4((int) (value >> 32));
    }

    /** Not negative, or else an unsigned number of eight bytes. */
    PayloadWriter lengthEncodedInteger(long value) {
        if (value >= 0 && value < NULL) {
            return int1((int) value);
        }
        if (value >= 0 && value < 1 << 16) {
            return int1(0xfc).int2((int) value);
        }
        if (value >= 0 && value < 1 << 24) {
            return int1(0xfd).int3((int) value);
        }
        return int1(0xfe).int8(value);
    }

    PayloadWriter bytes(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    PayloadWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    PayloadWriter terminatedString(String value) {
        return text(value).int1(0);
    }

    PayloadWriter lengthEncodedString(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        return lengthEncodedInteger(encoded.length).bytes(encoded);
    }

    PayloadWriter nullableString(Optional<String> value) {
        return value.isPresent() ? lengthEncodedString(value.get()) : int1(NULL);
    }

    PayloadWriter zeros(int count) {
        ensure(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        length += count;
        return this;
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
    }
}

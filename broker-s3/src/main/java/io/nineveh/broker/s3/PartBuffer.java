package io.nineveh.broker.s3;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of a file that were not sent yet. Grows with them, so that a small file costs little memory. */
final class PartBuffer {
    private static final int FIRST_CAPACITY = 64 * 1024;

    private byte[] bytes = new byte[0];
    private int length;

    int length() {
        return length;
    }

    /** Takes bytes from a buffer until it is empty or this one holds {@code limit} bytes. */
    void fill(ByteBuffer data, int limit) {
        int count = Math.min(data.remaining(), limit - length);
        if (length + count > bytes.length) {
            int doubled = Math.max(FIRST_CAPACITY, 2 * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(doubled, length + count)));
        }
        data.get(bytes, length, count);
        length += count;
    }

    /** The bytes, to be sent before the next change. */
    Body body() {
        return Body.of(ByteBuffer.wrap(bytes, 0, length));
    }

    void clear() {
        length = 0;
    }

    /** Gives the memory back. */
    void release() {
        bytes = new byte[0];
        length = 0;
    }
}

package io.nineveh.broker.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads what the store sends. */
final class Content {
    private static final int COPIED_AT_ONCE = 64 << 10;

    private Content() {}

    /** Fills a buffer; when it fails, the buffer has been filled up to its position. */
    static void fill(ByteBuffer buffer, InputStream input) throws IOException {
        if (buffer.hasArray()) {
            fillArray(buffer, input);
            return;
        }
        ByteBuffer copied = ByteBuffer.allocate(Math.min(buffer.remaining(), COPIED_AT_ONCE));
        while (buffer.hasRemaining()) {
            int count = input.read(copied.array(), 0, Math.min(buffer.remaining(), copied.capacity()));
            requireMore(count, buffer);
            buffer.put(copied.array(), 0, count);
        }
    }

    private static void fillArray(ByteBuffer buffer, InputStream input) throws IOException {
        while (buffer.hasRemaining()) {
            int count = input.read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            requireMore(count, buffer);
            buffer.position(buffer.position() + count);
        }
    }

    private static void requireMore(int count, ByteBuffer buffer) throws EOFException {
        if (count < 0) {
            throw new EOFException("the content ends %d bytes too early".formatted(buffer.remaining()));
        }
    }
}

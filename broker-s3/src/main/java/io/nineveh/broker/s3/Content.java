package io.nineveh.broker.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** What the store sends, read from the stream of the HTTP client, which gives arrays alone. For one thread at a time. */
final class Content {
    private static final int COPIED_AT_ONCE = 128 << 10;

    private final InputStream input;

    /** On the way to buffers that are no arrays; made for the first of them. */
    private byte[] copied = new byte[0];

    Content(InputStream input) {
        this.input = input;
    }

    /** Fills a buffer; when it fails, the buffer has been filled up to its position. */
    void fill(ByteBuffer buffer) throws IOException {
        if (buffer.hasArray()) {
            fillArray(buffer);
            return;
        }
        int most = Math.min(buffer.remaining(), COPIED_AT_ONCE);
        if (copied.length < most) {
            copied = new byte[most];
        }
        while (buffer.hasRemaining()) {
            int count = input.read(copied, 0, Math.min(buffer.remaining(), copied.length));
            requireMore(count, buffer);
            buffer.put(copied, 0, count);
        }
    }

    private void fillArray(ByteBuffer buffer) throws IOException {
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

package io.nineveh.broker.s3;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The rest of an object, from a position on, which the store sends on while the reader is busy with what came. For one thread
 * at a time.
 */
final class ObjectStream implements Closeable {
    private final ResponseInputStream<GetObjectResponse> input;
    private final Content content;
    private final Runnable atClose;
    private final long size;
    private long position;

    /**
     * Takes the input over.
     *
     * @param size of the whole object
     * @param atClose told once
     */
    ObjectStream(ResponseInputStream<GetObjectResponse> input, long position, long size, Runnable atClose) {
        this.input = input;
        this.content = new Content(input);
        this.position = position;
        this.size = size;
        this.atClose = atClose;
    }

    /** Of the byte that comes next. */
    long position() {
        return position;
    }

    boolean isAtEnd() {
        return position == size;
    }

    /** Fills a buffer; when it fails, the buffer has been filled up to its position. */
    void read(ByteBuffer buffer) throws IOException {
        int start = buffer.position();
        try {
            content.fill(buffer);
        } finally {
            position += buffer.position() - start;
        }
    }

    /** The connection can be used again when all was read; else it is given up, so that the rest need not come. */
    @Override
    public void close() {
        try {
            if (isAtEnd()) {
                input.close();
            } else {
                input.abort();
            }
        } catch (IOException e) {
            input.abort();
        } finally {
            atClose.run();
        }
    }
}

package io.nineveh.broker.s3;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

/** Reads buffers one after the other, and leaves them as they are. For one thread. */
final class BuffersInput extends InputStream {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Iterator<ByteBuffer> buffers;
    private ByteBuffer current = NOTHING;

    BuffersInput(List<ByteBuffer> buffers) {
        this.buffers = buffers.iterator();
    }

    private boolean isAtEnd() {
        while (!current.hasRemaining() && buffers.hasNext()) {
            current = buffers.next().duplicate();
        }
        return !current.hasRemaining();
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : current.get() & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(bytes, offset, count);
        return count;
    }
}

package io.nineveh.server.mysql;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to a socket in small parts and knows for how long the current one has not been taken. A blocking write has no
 * timeout of its own: a client that stops reading would hold its thread, and the rows it asked for, for ever.
 */
final class SocketOutput extends OutputStream {
    private static final int PART = 64 << 10;
    private static final long NOT_WRITING = 0;

    private final OutputStream socket;
    private volatile long partBegan = NOT_WRITING;

    SocketOutput(OutputStream socket) {
        this.socket = socket;
    }

    /** In nanoseconds; 0 when no write is under way. */
    long stalledFor() {
        long began = partBegan;
        return began == NOT_WRITING ? 0 : System.nanoTime() - began;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            for (int done = 0; done < length; done += PART) {
                long now = System.nanoTime();
                partBegan = now == NOT_WRITING ? 1 : now;
                socket.write(bytes, offset + done, Math.min(PART, length - done));
            }
        } finally {
            partBegan = NOT_WRITING;
        }
    }

    @Override
    public void flush() throws IOException {
        socket.flush();
    }
}

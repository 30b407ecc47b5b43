package io.nineveh.broker.server.edge;

import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;

/** Bytes that are still on their way from a client: they come piece by piece and are never collected. */
public interface Incoming {

    /** How many bytes there are in all. */
    int length();

    /** Whether there is another piece. */
    boolean hasNext();

    /**
     * Waits for the next piece.
     *
     * @return at least one byte; the buffer is the caller's until the next call
     * @throws ConnectionEnded when the client went away before it sent them all
     */
    ByteBuffer next() throws StorageException, ConnectionEnded;

    /** Bytes that are there already. */
    static Incoming of(ByteBuffer data) {
        return new Incoming() {
            private final int length = data.remaining();
            private boolean hasNext = length > 0;

            @Override
            public int length() {
                return length;
            }

            @Override
            public boolean hasNext() {
                return hasNext;
            }

            @Override
            public ByteBuffer next() {
                hasNext = false;
                return data.duplicate();
            }
        };
    }
}

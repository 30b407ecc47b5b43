package io.nineveh.broker.api;

import java.io.Closeable;
import java.nio.ByteBuffer;

/**
 * A file that is being written and that nobody sees yet. It ends in one of two ways: {@link #commit()} publishes it
 * whole, {@link #abort()} leaves nothing. A writer of which one write failed can only be aborted.
 *
 * <p>Safe for many threads, one at a time: calls wait for each other.
 */
public interface BrokerWriter extends Closeable {

    Location location();

    /** How many bytes were written so far. */
    long offset();

    /**
     * Appends what is between the buffer's position and its limit, all of it, and moves its position on. The caller may
     * use the buffer again as soon as the method returns.
     *
     * @param offset where the bytes belong; must be {@link #offset()}. (The broker protocol carries it so that a call
     *     that is repeated cannot append twice.)
     * @throws StorageException {@code INVALID_OFFSET} for any other offset; the writer stays usable. After any other
     *     failure the writer can only be aborted.
     */
    void write(long offset, ByteBuffer data) throws StorageException;

    /**
     * Publishes the file: on return it is durable and visible whole, in place of what was there. Repeated after success
     * it does nothing. When it fails the file is not published, the writer is aborted, and no later call publishes it.
     * (Where the outcome of the storage's own last step cannot be known, the file is there whole or not at all, and this
     * method fails.)
     *
     * @throws StorageException also when the writer was aborted
     */
    void commit() throws StorageException;

    /** Drops what was written. After a commit, or repeated, it does nothing. */
    void abort() throws StorageException;

    /** As {@link #abort()}. */
    @Override
    default void close() throws StorageException {
        abort();
    }
}

package io.nineveh.broker.api;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An open file that is read at any position, by many threads at once. */
public interface BrokerReader extends Closeable {

    Location location();

    /** The length of the file in bytes, as it was when the reader was opened. */
    long size();

    /**
     * Reads from a position into a buffer, between its position and its limit, and moves its position on. The buffer is
     * filled unless the file ends first.
     *
     * @return the number of bytes read; -1 when the position is at or past the end of the file and the buffer has room;
     *     0 when it has none
     * @throws StorageException {@code INVALID_ARGUMENT} for a negative position; {@code STORAGE_ERROR} after close. The
     *     buffer may hold part of the bytes then.
     */
    int read(long position, ByteBuffer buffer) throws StorageException;

    /** An ability that not every reader has, such as {@link ChannelTransfer}; empty when this one has not. */
    default <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Repeating it does nothing. */
    @Override
    void close() throws StorageException;
}

package io.nineveh.broker.api;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.StorageException.Kind;
import java.nio.ByteBuffer;

/**
 * The part of a {@link BrokerWriter} that is the same on every storage: bytes come in order, and there is one end. What is
 * left to a storage is how bytes are appended, how the file is published, and how it is dropped. A writer of which a step
 * failed is dropped at once.
 */
public abstract class SequentialWriter implements BrokerWriter {
    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    /** Adds bytes to the file. */
    protected interface Appending {
        /** Returns how many bytes were added. */
        long append() throws StorageException;
    }

    private final Location location;
    private State state = State.OPEN;
    private long offset;

    protected SequentialWriter(Location location) {
        this.location = requireNonNull(location, "location");
    }

    /** Appends what is between the buffer's position and its limit, all of it, and moves its position on. */
    protected abstract void append(ByteBuffer data) throws StorageException;

    /** Makes the file durable and visible whole. Called once; after a failure, {@link #discard()} is. */
    protected abstract void publish() throws StorageException;

    /** Removes what was written. Called once, unless the file was published. */
    protected abstract void discard() throws StorageException;

    /** Gives up what the writer holds. Called once, last of all, whatever failed before. */
    protected abstract void release() throws StorageException;

    @Override
    public final Location location() {
        return location;
    }

    @Override
    public final synchronized long offset() {
        return offset;
    }

    @Override
    public final synchronized void write(long at, ByteBuffer data) throws StorageException {
        requireOpen();
        if (at != offset) {
            throw new StorageException(
                    Kind.INVALID_OFFSET,
                    location,
                    "cannot be written at %d: the file is at offset %d".formatted(at, offset));
        }
        append(() -> {
            int length = data.remaining();
            append(data);
            return length;
        });
    }

    /** As {@link #write}, for bytes that come from elsewhere than a buffer. */
    protected final synchronized void append(Appending step) throws StorageException {
        requireOpen();
        try {
            offset += step.append();
        } catch (StorageException | RuntimeException | Error e) {
            abandon(e);
            throw e;
        }
    }

    @Override
    public final synchronized void commit() throws StorageException {
        if (state == State.COMMITTED) {
            return;
        }
        requireOpen();
        try {
            publish();
        } catch (StorageException | RuntimeException | Error e) {
            abandon(e);
            throw e;
        }
        state = State.COMMITTED;
        release();
    }

    @Override
    public final synchronized void abort() throws StorageException {
        if (state == State.OPEN) {
            drop();
        }
    }

    private void abandon(Throwable why) {
        try {
            drop();
        } catch (StorageException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private void drop() throws StorageException {
        state = State.ABORTED;
        try {
            discard();
        } finally {
            release();
        }
    }

    private void requireOpen() throws StorageException {
        if (state != State.OPEN) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    location,
                    state == State.COMMITTED
                            ? "cannot be written any more: it is committed; open another writer"
                            : "cannot be written any more: its writer failed or was aborted; open another one");
        }
    }
}

package io.nineveh.broker.server.edge;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory in which the process holds what comes from clients and goes to them; what they hold together never exceeds its
 * limit. Who wants more than there is waits for it, first come, first served, and after a while gets an error. Safe for many
 * threads.
 *
 * <p>Buffers of up to {@link #CHUNK} bytes are kept outside of the heap and used again, the one that was used last first, since
 * that one is still in the processor's cache. Larger ones are made for one use.
 */
public final class BufferPool {
    /** In bytes: a kept buffer. */
    public static final int CHUNK = 1 << 20;

    /** In bytes: as much as stays in a processor's cache on its way through a buffer, and is worth a call of a storage. */
    public static final int PIECE = 128 << 10;

    private static final int UNIT = 1 << 10;

    private final long limit;
    private final Duration patience;
    private final Runnable whenExhausted;
    private final Semaphore units;
    private final ConcurrentLinkedDeque<ByteBuffer> kept = new ConcurrentLinkedDeque<>();

    /**
     * @param limit in bytes; at least that of the largest thing that is ever borrowed
     * @param patience how long to wait for memory
     * @param whenExhausted told whenever somebody waited in vain
     */
    public BufferPool(long limit, Duration patience, Runnable whenExhausted) {
        this.limit = limit;
        this.patience = patience;
        this.whenExhausted = whenExhausted;
        this.units = new Semaphore(Math.toIntExact(limit / UNIT), true);
    }

    /**
     * A buffer with so many bytes between position and limit.
     *
     * @return a loan that the caller closes
     * @throws StorageException when there is no memory for it; a retry may help
     */
    public Loan borrow(int bytes) throws StorageException {
        if (bytes > CHUNK) {
            Loan room = reserve(bytes);
            return new Loan(ByteBuffer.allocate(bytes), room::close);
        }
        acquire(CHUNK);
        ByteBuffer chunk = chunk();
        return new Loan(chunk.clear().limit(bytes), () -> {
            kept.addFirst(chunk);
            units.release(CHUNK / UNIT);
        });
    }

    private ByteBuffer chunk() {
        ByteBuffer buffer = kept.pollFirst();
        if (buffer != null) {
            return buffer;
        }
        try {
            return ByteBuffer.allocateDirect(CHUNK);
        } catch (OutOfMemoryError e) {
            units.release(CHUNK / UNIT);
            throw e;
        }
    }

    /** As {@link #borrow}, for memory that the caller gets elsewhere: only its amount is counted. */
    public Loan reserve(long bytes) throws StorageException {
        acquire(bytes);
        return new Loan(ByteBuffer.allocate(0), () -> units.release(units(bytes)));
    }

    private void acquire(long bytes) throws StorageException {
        int wanted = units(bytes);
        try {
            // with a time, since without one it would push in before those who wait
            if (units.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw exhausted(bytes);
    }

    /** That there is no memory: for whoever knows that waiting for it is in vain. */
    public StorageException exhausted(long bytes) {
        whenExhausted.run();
        return new StorageException(
                Kind.STORAGE_ERROR,
                Retry.MAY_HELP,
                "the broker has no memory for %d more bytes: of the %d that buffer_memory allows, %d are in use; try later"
                        .formatted(bytes, limit, used()),
                null);
    }

    private static int units(long bytes) {
        return Math.toIntExact((bytes + UNIT - 1) / UNIT);
    }

    /** In bytes: what is lent now. */
    public long used() {
        return limit - (long) units.availablePermits() * UNIT;
    }

    /** In bytes: the most that is ever lent. */
    public long limit() {
        return limit;
    }

    /** Whether somebody waits for memory now. */
    boolean isShort() {
        return units.hasQueuedThreads();
    }
}

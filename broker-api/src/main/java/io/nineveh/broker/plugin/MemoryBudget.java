package io.nineveh.broker.plugin;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An amount of memory of which several take, first come, first served. Safe for many threads. */
final class MemoryBudget {
    private static final int UNIT = 1 << 10;

    private final long limit;
    private final Duration patience;
    private final Runnable whenExhausted;
    private final Semaphore units;

    /**
     * @param limit in bytes
     * @param patience how long to wait for memory
     * @param whenExhausted told whenever somebody waited in vain
     */
    MemoryBudget(long limit, Duration patience, Runnable whenExhausted) {
        this.limit = limit;
        this.patience = patience;
        this.whenExhausted = whenExhausted;
        this.units = new Semaphore(Math.toIntExact(limit / UNIT), true);
    }

    /** Another one, of another size. */
    MemoryBudget ofSize(long bytes) {
        return new MemoryBudget(bytes, patience, whenExhausted);
    }

    /** Waits for so many bytes, which the caller {@link #release}s. */
    void acquire(long bytes) throws StorageException {
        if (!tryAcquire(bytes, patience)) {
            throw exhausted(bytes);
        }
    }

    /** As {@link #acquire}, without a wait; false when there are none, or others wait for them. */
    boolean tryAcquire(long bytes) {
        return tryAcquire(bytes, Duration.ZERO);
    }

    private boolean tryAcquire(long bytes, Duration wait) {
        try {
            // with a time even when it is none, since without one it would push in before those who wait
            return units.tryAcquire(units(bytes), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void release(long bytes) {
        units.release(units(bytes));
    }

    private static int units(long bytes) {
        return Math.toIntExact((bytes + UNIT - 1) / UNIT);
    }

    /** That there is no memory. */
    StorageException exhausted(long bytes) {
        whenExhausted.run();
        return new StorageException(
                Kind.STORAGE_ERROR,
                Retry.MAY_HELP,
                "there is no memory for %d more bytes: of the %d that buffer_memory allows, %d are in use; try later"
                        .formatted(bytes, limit, used()),
                null);
    }

    /** In bytes: what is taken now. */
    long used() {
        return limit - (long) units.availablePermits() * UNIT;
    }

    /** In bytes. */
    long limit() {
        return limit;
    }

    /** Whether somebody waits for memory now. */
    boolean isShort() {
        return units.hasQueuedThreads();
    }
}

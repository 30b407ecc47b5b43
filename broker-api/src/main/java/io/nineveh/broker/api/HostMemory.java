package io.nineveh.broker.api;

import java.util.Optional;

/**
 * The memory that a host lends to its plugins, for what they hold of files between one call and the next: a bounded amount for
 * all of them together. What a plugin needs within one call, and no longer, it takes where it likes. Safe for many threads.
 */
public interface HostMemory {

    /**
     * Lends so many bytes, when need be after a wait, first come, first served. Who holds some already and waits for more
     * must be able to do without it, lest all wait for each other.
     *
     * @return a loan that the caller closes
     * @throws StorageException when there is none for some seconds, a retry may help then; {@code INVALID_ARGUMENT} for more
     *     than {@link #limit()}
     */
    MemoryLoan borrow(long bytes) throws StorageException;

    /**
     * Lends so many bytes without a wait; empty when there are none, or others wait for them.
     *
     * @return a loan that the caller closes
     */
    Optional<MemoryLoan> tryBorrow(long bytes);

    /** In bytes: what is lent at most. */
    long limit();
}

package io.nineveh.broker.plugin;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The memory in which the process holds what comes from clients and goes to them, and what its plugins hold of files; it
 * never exceeds its limit. Who wants more than there is waits for it, first come, first served, and after a while gets an
 * error. Safe for many threads.
 *
 * <p>Buffers of up to {@link #CHUNK} bytes are kept outside of the heap and used again, the one that was used last first, since
 * that one is still in the processor's cache. Larger ones are made for one use.
 */
public final class BufferPool {
    /** In bytes: a kept buffer. */
    public static final int CHUNK = 1 << 20;

    /** In bytes: as much as stays in a processor's cache on its way through a buffer, and is worth a call of a storage. */
    public static final int PIECE = 128 << 10;

    private final MemoryBudget budget;
    private final ConcurrentLinkedDeque<ByteBuffer> kept = new ConcurrentLinkedDeque<>();
    private volatile Runnable whenExhausted = () -> {};

    /**
     * @param limit in bytes; at least that of the largest thing that is ever borrowed
     * @param patience how long to wait for memory
     */
    public BufferPool(long limit, Duration patience) {
        this.budget = new MemoryBudget(limit, patience, () -> whenExhausted.run());
    }

    /** From now on {@code listener} is told whenever somebody waited in vain. */
    public void whenExhausted(Runnable listener) {
        whenExhausted = listener;
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
        budget.acquire(CHUNK);
        try {
            ByteBuffer chunk = chunk();
            return new Loan(chunk.limit(bytes), () -> {
                keep(chunk);
                budget.release(CHUNK);
            });
        } catch (OutOfMemoryError e) {
            budget.release(CHUNK);
            throw e;
        }
    }

    /** As {@link #borrow}, for memory that the caller gets elsewhere: only its amount is counted. */
    public Loan reserve(long bytes) throws StorageException {
        budget.acquire(bytes);
        return new Loan(ByteBuffer.allocate(0), () -> budget.release(bytes));
    }

    /** A part of this memory for plugins: all but a quarter, which is left to what passes through. */
    public HostMemory forPlugins() {
        return lend(limit() / 4 * 3);
    }

    /** What plugins hold of it together never exceeds {@code most} bytes. */
    HostMemory lend(long most) {
        return new PluginMemory(this, budget, budget.ofSize(most));
    }

    /** A chunk for whoever has taken as much of the budget; to be given to {@link #keep} before that is released. */
    ByteBuffer chunk() {
        ByteBuffer buffer = kept.pollFirst();
        return buffer == null ? ByteBuffer.allocateDirect(CHUNK) : buffer.clear();
    }

    void keep(ByteBuffer chunk) {
        kept.addFirst(chunk);
    }

    /** That there is no memory: for whoever knows that waiting for it is in vain. */
    public StorageException exhausted(long bytes) {
        return budget.exhausted(bytes);
    }

    /** In bytes: what is lent now. */
    public long used() {
        return budget.used();
    }

    /** In bytes: the most that is ever lent. */
    public long limit() {
        return budget.limit();
    }

    /** Whether somebody waits for memory now. */
    public boolean isShort() {
        return budget.isShort();
    }
}

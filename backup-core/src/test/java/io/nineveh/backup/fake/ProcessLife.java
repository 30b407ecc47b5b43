package io.nineveh.backup.fake;

import io.nineveh.backup.tablet.TabletStore;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * One life of a server process, which ends as with kill -9: from one moment on none of its calls, to a storage or to its tablets,
 * has an effect. So its threads, which cannot be killed, leave no trace.
 */
public final class ProcessLife implements StorageGate {
    /** A call to a tablet store. */
    @FunctionalInterface
    interface TabletCall<T> {
        T run() throws IOException;
    }

    private static final String KILLED = "the process that calls was killed";

    /** Held to read by each call, and to write at the end, which so comes between calls. */
    private final ReadWriteLock calling = new ReentrantReadWriteLock();

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger lastCall = new AtomicInteger(Integer.MAX_VALUE);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /** The tablets as this process reaches them. */
    public TabletStore tablets(TabletStore store) {
        return new MortalTabletStore(store, this);
    }

    /** How many calls it has made, or tried to make. */
    public int calls() {
        return calls.get();
    }

    /** Holds the call that comes after so many more, and all that follow it, until the end. */
    public void holdAfter(int more) {
        lastCall.set(calls.get() + more);
    }

    /** Whether a call is held. */
    public boolean isHeld() {
        return held.getCount() == 0;
    }

    /**
     * The end of it.
     *
     * @param last is done between two calls
     */
    public void end(Runnable last) {
        calling.writeLock().lock();
        try {
            last.run();
            over.countDown();
        } finally {
            calling.writeLock().unlock();
        }
    }

    @Override
    public <T> T pass(Location location, StorageCall<T> call) throws StorageException {
        return live(call::run, () -> new StorageException(StorageException.Kind.STORAGE_ERROR, location, KILLED));
    }

    <T> T passTablets(TabletCall<T> call) throws IOException {
        return live(call::run, () -> new IOException(KILLED));
    }

    private interface Call<T, X extends IOException> {
        T run() throws X;
    }

    private <T, X extends IOException> T live(Call<T, X> call, Supplier<X> killed) throws X {
        arrive();
        calling.readLock().lock();
        try {
            if (over.getCount() == 0) {
                throw killed.get();
            }
            return call.run();
        } finally {
            calling.readLock().unlock();
        }
    }

    private void arrive() {
        if (calls.incrementAndGet() <= lastCall.get()) {
            return;
        }
        held.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the engine was closed while a call was held", e);
        }
    }
}

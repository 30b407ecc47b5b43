package io.nineveh.broker.server;

import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Loan;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory that a listing takes, from the first entry that is found until the answer has gone out. It lies in the heap; the
 * pool only counts it. A short list takes nothing of the pool.
 */
final class ListingMemory implements ListingRoom, Closeable {
    private static final int FREE = 16 << 10;
    private static final int STEP = 256 << 10;

    /** What an entry takes besides its path, in bytes: as the storage gives it, and as the protocol has it. */
    private static final int ENTRY = 512;

    /** How much the characters of its path take, in bytes for each: they are in memory three times, with up to two bytes. */
    private static final int CHARACTER = 6;

    /** The length of a path that is not known yet. */
    private static final int USUAL_PATH = 100;

    private final BufferPool pool;
    private final Location listed;
    private final List<Loan> loans = new ArrayList<>();
    private long left = FREE;
    private long held;

    /** @param listed the pattern or directory, for messages */
    ListingMemory(BufferPool pool, Location listed) {
        this.pool = pool;
        this.listed = listed;
    }

    /** Takes room beforehand for so many entries with paths of usual length. */
    void expect(int entries) throws StorageException {
        long bytes = (long) entries * (ENTRY + CHARACTER * USUAL_PATH);
        if (left < bytes) {
            grow(bytes);
        }
    }

    @Override
    public void take(FileEntry entry) throws StorageException {
        long bytes = ENTRY + (long) CHARACTER * entry.location().path().length();
        if (left < bytes) {
            grow(Math.max(STEP, bytes));
        }
        left -= bytes;
    }

    private void grow(long bytes) throws StorageException {
        boolean isTooLarge = held + bytes > pool.limit();
        try {
            if (isTooLarge) {
                throw pool.exhausted(bytes);
            }
            loans.add(pool.reserve(bytes));
            held += bytes;
            left += bytes;
        } catch (StorageException e) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    isTooLarge ? Retry.IS_USELESS : Retry.MAY_HELP,
                    "%s: too much to list at once (%d bytes so far): %s; or list less, with a narrower pattern or page by page (listPage)"
                            .formatted(listed, held, e.getMessage()),
                    e);
        }
    }

    /** Gives the memory back. Repeating it does nothing. */
    @Override
    public void close() {
        loans.forEach(Loan::close);
    }
}

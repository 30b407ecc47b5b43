package io.nineveh.broker.api;

/**
 * How much a listing may hold. A directory may hold millions of files: whoever lists for others cannot keep that many for
 * each of them. Used by one thread at a time.
 */
@FunctionalInterface
public interface ListingRoom {
    /** As much as there is. */
    ListingRoom UNBOUNDED = entry -> {};

    /**
     * Takes room for an entry before it is kept; called once for each.
     *
     * @throws StorageException when there is no more; the listing ends with it and gives nothing
     */
    void take(FileEntry entry) throws StorageException;
}

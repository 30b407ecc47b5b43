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
     * Takes room before something is kept: an entry that was found, or a directory that is still to be looked into.
     *
     * @throws StorageException when there is no more; the listing ends with it and gives nothing
     */
    void take(FileEntry entry) throws StorageException;
}

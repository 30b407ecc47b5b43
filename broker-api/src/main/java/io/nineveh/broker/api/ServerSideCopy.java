package io.nineveh.broker.api;

/** The ability to copy a file within a storage, without moving its bytes to the caller. */
public interface ServerSideCopy {

    /**
     * Copies a file, creating or replacing the target whole, with its parents.
     *
     * @throws StorageException {@code NOT_FOUND} when there is no source
     */
    void copy(Location source, Location target) throws StorageException;
}

package io.nineveh.broker.api;

/** The ability to copy a file within a storage, without moving its bytes to the caller. */
public interface ServerSideCopy {

    /**
     * Copies a file, creating or replacing the target whole, with its parents. Whatever fails, the target is as it was or
     * the whole copy.
     *
     * @throws StorageException {@code NOT_FOUND} when there is no source; {@code INVALID_PATH} when it is a directory;
     *     {@code INVALID_ARGUMENT} when it is the target
     */
    void copy(Location source, Location target) throws StorageException;
}

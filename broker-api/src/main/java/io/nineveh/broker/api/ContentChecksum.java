package io.nineveh.broker.api;

/** The ability to compute the MD5 of a file where the file is, without moving its bytes to the caller. */
public interface ContentChecksum {

    /**
     * The MD5 of the bytes that the storage holds now.
     *
     * @throws StorageException {@code NOT_FOUND} when there is no such file; {@code INVALID_PATH} for a directory
     */
    Md5 md5(Location location) throws StorageException;
}

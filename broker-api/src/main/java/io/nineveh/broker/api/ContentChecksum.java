package io.nineveh.broker.api;

import java.util.Optional;

/**
 * The ability to tell the MD5 of a file without moving its bytes to the caller: computed where the file is, or kept there
 * since the file was written.
 */
public interface ContentChecksum {

    /**
     * The MD5 of the bytes that the storage holds now; empty when it cannot tell that of this file, which must be read then.
     * An object store cannot tell it of what came in parts.
     *
     * @throws StorageException {@code NOT_FOUND} when there is no such file; {@code INVALID_PATH} for a directory
     */
    Optional<Md5> md5(Location location) throws StorageException;
}

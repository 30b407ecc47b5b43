package io.nineveh.broker.api;

/** The ability to read a whole small file with one request. */
public interface WholeFileGet {

    /**
     * The content of a file.
     *
     * @throws StorageException {@code NOT_FOUND} when there is none; {@code INVALID_ARGUMENT} when it is longer than
     *     {@code maxLength} bytes
     */
    byte[] get(Location location, int maxLength) throws StorageException;
}

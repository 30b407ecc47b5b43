package io.nineveh.broker.api;

/**
 * Which file system a request wants: the storage (down to host, name service or bucket) and the identity to use it with. A
 * value with {@code equals} and {@code hashCode}, usually a record: two requests with equal specs share one open file
 * system, two with different specs never do. Its {@code toString} goes to logs and shows no secret; hold these as {@link
 * io.nineveh.config.Secret}.
 */
public interface FileSystemSpec {

    /**
     * Opens the file system. May do I/O.
     *
     * @return a file system that the caller closes
     */
    BrokerFileSystem open() throws StorageException;
}

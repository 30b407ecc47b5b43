package io.nineveh.broker.api;

import java.nio.ByteBuffer;

/** The ability to write a whole small file with one request. */
public interface WholeFilePut {

    /** The largest file that can be put, in bytes. */
    long largestPut();

    /**
     * Writes a file from what is between the buffer's position and its limit, creating or replacing it whole, with its
     * parents. On return it is durable and visible; after a failure it is there whole or not at all.
     *
     * @param md5 the MD5 of the bytes, against which the receiver checks them
     * @throws StorageException {@code INVALID_ARGUMENT} when the bytes are more than {@link #largestPut()} or do not
     *     have that MD5
     */
    void put(Location location, ByteBuffer data, Md5 md5) throws StorageException;
}

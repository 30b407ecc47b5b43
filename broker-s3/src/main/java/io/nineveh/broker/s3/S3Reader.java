package io.nineveh.broker.s3;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.nio.ByteBuffer;

/**
 * Reads one content of an object by ranges. When the object is replaced meanwhile, the store finds that its ETag is another
 * one, and the read fails.
 */
final class S3Reader implements BrokerReader {
    private final Bucket bucket;
    private final ObjectAddress object;
    private final ObjectHead head;
    private volatile boolean closed;

    S3Reader(Bucket bucket, ObjectAddress object, ObjectHead head) {
        this.bucket = bucket;
        this.object = object;
        this.head = head;
    }

    @Override
    public Location location() {
        return object.location();
    }

    @Override
    public long size() {
        return head.size();
    }

    @Override
    public int read(long position, ByteBuffer buffer) throws StorageException {
        if (closed) {
            throw new StorageException(Kind.STORAGE_ERROR, location(), "cannot read: the reader is closed");
        }
        if (position < 0) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT, location(), "cannot read at the negative position " + position);
        }
        if (!buffer.hasRemaining()) {
            return 0;
        }
        if (position >= size()) {
            return -1;
        }
        int length = (int) Math.min(buffer.remaining(), size() - position);
        ByteBuffer range = buffer.slice(buffer.position(), length);
        try {
            bucket.read(object, head.etag(), position, range);
        } catch (StorageException e) {
            throw isGone(e)
                    ? new StorageException(
                            Kind.STORAGE_ERROR,
                            location(),
                            "cannot read on: the file was replaced or deleted; open it again",
                            e)
                    : e;
        }
        buffer.position(buffer.position() + length);
        return length;
    }

    private static boolean isGone(StorageException failure) {
        return failure.kind() == Kind.NOT_FOUND || S3Errors.isOfAnotherObject(failure);
    }

    @Override
    public void close() {
        closed = true;
    }
}

package io.nineveh.broker.s3;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StreamedReading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads one content of an object. A read that goes on where the last one ended, or that begins with much at the beginning, is
 * taken for one of many: it asks for all the rest, which the store then sends ahead. Any other asks for just its bytes. When
 * the object is replaced meanwhile, the store finds that its ETag is another one, and the read fails.
 */
final class S3Reader implements BrokerReader, StreamedReading {
    private static final Logger LOG = LoggerFactory.getLogger(S3Reader.class);
    private static final long NOWHERE = -1;

    /** In bytes. Who looks here and there begins with less. */
    private static final int MUCH = 256 << 10;

    private final Bucket bucket;
    private final ObjectAddress object;
    private final ObjectHead head;
    private final ReentrantLock streaming = new ReentrantLock();
    private Optional<ObjectStream> stream = Optional.empty();
    private volatile long nextPosition = NOWHERE;
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
    public boolean goesOnAt(long position) {
        return position == nextPosition;
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
            fill(range, position);
        } catch (StorageException e) {
            throw isGone(e)
                    ? new StorageException(
                            Kind.STORAGE_ERROR,
                            location(),
                            "cannot read on: the file was replaced or deleted; open it again",
                            e)
                    : e;
        }
        nextPosition = position + length;
        buffer.position(buffer.position() + length);
        return length;
    }

    private static boolean isGone(StorageException failure) {
        return failure.kind() == Kind.NOT_FOUND || S3Errors.isOfAnotherObject(failure);
    }

    /** What the stream does not give is asked for by itself. */
    private void fill(ByteBuffer range, long position) throws StorageException {
        if (streaming.tryLock()) {
            try {
                if (goesOnAt(position) || beginsWithMuch(range, position)) {
                    readOn(range, position);
                } else {
                    endStream();
                }
            } finally {
                streaming.unlock();
            }
            if (closed) {
                endStreamUnlessRead();
            }
        }
        if (range.hasRemaining()) {
            bucket.read(object, head.etag(), position + range.position(), range);
        }
    }

    private boolean beginsWithMuch(ByteBuffer range, long position) {
        return position == 0 && nextPosition == NOWHERE && range.remaining() >= MUCH && range.remaining() < size();
    }

    private void readOn(ByteBuffer range, long position) throws StorageException {
        if (stream.isEmpty() || stream.get().position() != position) {
            endStream();
            stream = bucket.stream(object, head, position);
        }
        if (stream.isEmpty()) {
            return;
        }
        try {
            stream.get().read(range);
            if (stream.get().isAtEnd()) {
                endStream();
            }
        } catch (IOException | SdkException e) {
            LOG.debug("{}: the stream broke, the rest is asked for anew: {}", location(), e.toString());
            endStream();
        }
    }

    private void endStream() {
        stream.ifPresent(ObjectStream::close);
        stream = Optional.empty();
    }

    /** Who reads it ends it. */
    private void endStreamUnlessRead() {
        if (streaming.tryLock()) {
            try {
                endStream();
            } finally {
                streaming.unlock();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        endStreamUnlessRead();
    }
}

package io.nineveh.broker.s3;

import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes one object: with one request when all of it fits into a part, else as a multipart upload. It buffers one part.
 * Part n of a thousand more is one {@code partSize} larger than those of the thousand before, so that a file of which
 * nobody knows the length fits 10,000 parts.
 */
final class S3Writer implements BrokerWriter {
    private static final int PARTS_OF_ONE_SIZE = 1_000;

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private final Bucket bucket;
    private final ObjectAddress object;
    private final long partSize;
    private final Consumer<S3Writer> atEnd;
    private final PartBuffer buffer = new PartBuffer();
    private Optional<MultipartUpload> upload = Optional.empty();
    private State state = State.OPEN;
    private long offset;

    /** {@code atEnd} is told once, when the writer has committed or aborted. */
    S3Writer(Bucket bucket, ObjectAddress object, long partSize, Consumer<S3Writer> atEnd) {
        this.bucket = bucket;
        this.object = object;
        this.partSize = partSize;
        this.atEnd = atEnd;
    }

    @Override
    public Location location() {
        return object.location();
    }

    @Override
    public synchronized long offset() {
        return offset;
    }

    @Override
    public synchronized void write(long at, ByteBuffer data) throws StorageException {
        requireNotEnded("write");
        if (at != offset) {
            throw new StorageException(
                    Kind.INVALID_OFFSET,
                    location(),
                    "cannot write at offset %d: the next offset is %d".formatted(at, offset));
        }
        int length = data.remaining();
        try {
            while (data.hasRemaining()) {
                if (buffer.length() == nextPartSize()) {
                    sendPart();
                }
                buffer.fill(data, nextPartSize());
            }
        } catch (StorageException | RuntimeException e) {
            abandon(e);
            throw e;
        }
        offset += length;
    }

    private int nextPartSize() {
        int sent = upload.map(MultipartUpload::partCount).orElse(0);
        return Math.toIntExact(partSize * (1 + sent / PARTS_OF_ONE_SIZE));
    }

    private void sendPart() throws StorageException {
        if (upload.isEmpty()) {
            upload = Optional.of(MultipartUpload.begin(bucket, object));
        }
        if (upload.get().partCount() == MultipartUpload.MOST_PARTS) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT,
                    location(),
                    "cannot write on: the file has %d parts, the most there may be; raise plugin.s3.part_size"
                            .formatted(MultipartUpload.MOST_PARTS));
        }
        upload.get().add(buffer.body());
        buffer.clear();
    }

    @Override
    public synchronized void commit() throws StorageException {
        if (state == State.COMMITTED) {
            return;
        }
        requireNotEnded("commit");
        try {
            if (upload.isPresent()) {
                sendPart();
                upload.get().complete();
            } else {
                bucket.put(object, buffer.body());
            }
        } catch (StorageException | RuntimeException e) {
            abandon(e);
            throw e;
        }
        end(State.COMMITTED);
    }

    @Override
    public synchronized void abort() throws StorageException {
        if (state != State.OPEN) {
            return;
        }
        end(State.ABORTED);
        if (upload.isPresent()) {
            upload.get().abort();
        }
    }

    private void abandon(Exception failure) {
        end(State.ABORTED);
        upload.ifPresent(begun -> begun.abortAfter(failure));
    }

    private void end(State endState) {
        state = endState;
        buffer.release();
        atEnd.accept(this);
    }

    private void requireNotEnded(String action) throws StorageException {
        if (state != State.OPEN) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    location(),
                    state == State.COMMITTED
                            ? "cannot %s: the file is committed".formatted(action)
                            : "cannot %s: the writer was aborted; open another one".formatted(action));
        }
    }
}

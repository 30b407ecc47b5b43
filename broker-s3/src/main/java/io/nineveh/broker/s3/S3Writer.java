package io.nineveh.broker.s3;

import io.nineveh.broker.api.SequentialWriter;
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
final class S3Writer extends SequentialWriter {
    private static final int PARTS_OF_ONE_SIZE = 1_000;

    private final Bucket bucket;
    private final ObjectAddress object;
    private final long partSize;
    private final Consumer<S3Writer> atEnd;
    private final PartBuffer buffer = new PartBuffer();
    private Optional<MultipartUpload> upload = Optional.empty();

    /** {@code atEnd} is told once, when the writer has committed or aborted. */
    S3Writer(Bucket bucket, ObjectAddress object, long partSize, Consumer<S3Writer> atEnd) {
        super(object.location());
        this.bucket = bucket;
        this.object = object;
        this.partSize = partSize;
        this.atEnd = atEnd;
    }

    @Override
    protected void append(ByteBuffer data) throws StorageException {
        while (data.hasRemaining()) {
            if (buffer.length() == nextPartSize()) {
                sendPart();
            }
            buffer.fill(data, nextPartSize());
        }
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
    protected void publish() throws StorageException {
        if (upload.isPresent()) {
            sendPart();
            upload.get().complete();
        } else {
            bucket.put(object, buffer.body());
        }
    }

    @Override
    protected void discard() throws StorageException {
        if (upload.isPresent()) {
            upload.get().abort();
        }
    }

    @Override
    protected void release() {
        buffer.release();
        atEnd.accept(this);
    }
}

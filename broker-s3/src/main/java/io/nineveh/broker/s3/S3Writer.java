package io.nineveh.broker.s3;

import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.SequentialWriter;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes an object: with one request as long as it is no larger than a part, else in parts, of which some are sent while the
 * next is filled. What it holds in memory is lent by the host: little for a small file, else one part at least.
 *
 * <p>A part has all its memory before it has its first byte, and can be sent without any more. So writers that wait for memory
 * wait for what will be given back, and not for each other.
 */
final class S3Writer extends SequentialWriter {
    private static final int SMALL = 64 << 10;

    private final Bucket bucket;
    private final ObjectAddress object;
    private final PartSizes sizes;
    private final PartUploads uploads;
    private final Consumer<S3Writer> atEnd;
    private Optional<PartBuffer> part = Optional.empty();

    /** {@code atEnd} is told once, when the writer has committed or aborted. */
    S3Writer(Writing writing, ObjectAddress object, Consumer<S3Writer> atEnd) {
        super(object.location());
        this.bucket = writing.bucket();
        this.object = object;
        this.sizes = writing.sizes();
        this.uploads = new PartUploads(writing, object);
        this.atEnd = atEnd;
    }

    @Override
    protected void append(ByteBuffer data) throws StorageException {
        if (offset() + data.remaining() > PartSizes.LARGEST_OBJECT) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT, location(), "cannot write on: an object has 5 TiB at most; split the file");
        }
        while (data.hasRemaining()) {
            makeRoomFor(data.remaining());
            part.orElseThrow().fill(data);
        }
    }

    private void makeRoomFor(int bytes) throws StorageException {
        if (part.isPresent() && part.get().isFull()) {
            if (part.get().capacity() == SMALL) {
                part = Optional.of(part.get().movedTo(newPart()));
                return;
            }
            uploads.send(part.get());
            part = Optional.empty();
        }
        if (part.isEmpty()) {
            part = Optional.of(uploads.isEmpty() && bytes <= SMALL ? uploads.newPart(SMALL) : newPart());
        }
    }

    private PartBuffer newPart() throws StorageException {
        return uploads.newPart(sizes.after(uploads.count()));
    }

    @Override
    protected void publish() throws StorageException {
        if (uploads.isEmpty()) {
            bucket.put(object, part.map(PartBuffer::body).orElseGet(() -> Body.of(List.of(), Md5.of(new byte[0]))));
            return;
        }
        uploads.send(part.orElseThrow());
        part = Optional.empty();
        uploads.complete();
    }

    @Override
    protected void discard() throws StorageException {
        uploads.abort();
    }

    @Override
    protected void release() {
        part.ifPresent(PartBuffer::close);
        atEnd.accept(this);
    }
}

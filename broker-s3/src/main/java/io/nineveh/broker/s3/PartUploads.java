package io.nineveh.broker.s3;

import io.nineveh.broker.api.MemoryLoan;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Sends an object in parts, some at a time, in the order in which they come. The first begins the multipart upload. For one
 * thread at a time.
 */
final class PartUploads {
    private final Writing writing;
    private final ObjectAddress object;
    private final Deque<PartSending> underWay = new ArrayDeque<>();
    private final List<CompletedPart> sent = new ArrayList<>();
    private Optional<MultipartUpload> upload = Optional.empty();

    PartUploads(Writing writing, ObjectAddress object) {
        this.writing = writing;
        this.object = object;
    }

    /** Whether no part was sent yet. */
    boolean isEmpty() {
        return count() == 0;
    }

    /** How many parts were given to {@link #send}. */
    int count() {
        return sent.size() + underWay.size();
    }

    /**
     * A buffer for a part of so many bytes, which the caller closes or {@link #send}s. While there is no memory for it, and
     * when there are enough under way, it waits for one of these.
     *
     * @throws StorageException also when a part could not be sent
     */
    PartBuffer newPart(long bytes) throws StorageException {
        while (!underWay.isEmpty()) {
            if (underWay.size() < writing.mostAtOnce()) {
                Optional<MemoryLoan> loan = writing.memory().tryBorrow(bytes);
                if (loan.isPresent()) {
                    return new PartBuffer(loan.get(), bytes);
                }
            }
            awaitFirst();
        }
        return new PartBuffer(borrow(bytes), bytes);
    }

    private MemoryLoan borrow(long bytes) throws StorageException {
        try {
            return writing.memory().borrow(bytes);
        } catch (StorageException e) {
            throw new StorageException(
                    e.kind(),
                    e.isTransient() ? Retry.MAY_HELP : Retry.IS_USELESS,
                    "%s: cannot write on: %s".formatted(object.location(), e.getMessage()),
                    e);
        }
    }

    /** Takes a part over, and closes it when it is sent. Whether it could be is told by a later call. */
    void send(PartBuffer part) throws StorageException {
        if (upload.isEmpty()) {
            upload = Optional.of(MultipartUpload.begin(writing.bucket(), object));
        }
        PartSending sending = new PartSending(upload.get(), count() + 1, part);
        try {
            writing.senders().execute(sending);
        } catch (RejectedExecutionException e) {
            sending.cancel();
            throw new StorageException(
                    Kind.STORAGE_ERROR, object.location(), "cannot write on: the file system is closed", e);
        }
        underWay.add(sending);
    }

    private void awaitFirst() throws StorageException {
        sent.add(underWay.element().await());
        underWay.remove();
    }

    /** Waits until all parts are sent, and publishes the object. */
    void complete() throws StorageException {
        while (!underWay.isEmpty()) {
            awaitFirst();
        }
        upload.orElseThrow().complete(sent);
    }

    /** Drops all parts, when none is under way any more. */
    void abort() throws StorageException {
        underWay.forEach(PartSending::cancel);
        underWay.forEach(PartSending::awaitEnd);
        if (upload.isPresent()) {
            upload.get().abort();
        }
    }
}

package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One part on its way to the store. */
final class PartSending implements Runnable {
    private enum State {
        WAITING,
        SENDING,
        ENDED
    }

    private final MultipartUpload upload;
    private final int number;
    private final PartBuffer part;
    private final CompletableFuture<CompletedPart> end = new CompletableFuture<>();
    private State state = State.WAITING;
    private Thread sender = Thread.currentThread();

    /** Takes the part over. */
    PartSending(MultipartUpload upload, int number, PartBuffer part) {
        this.upload = upload;
        this.number = number;
        this.part = part;
    }

    /** Sends it, unless it was cancelled before. */
    @Override
    public void run() {
        if (begins()) {
            try {
                end.complete(send());
            } catch (StorageException | RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        }
    }

    private synchronized boolean begins() {
        if (state == State.ENDED) {
            return false;
        }
        state = State.SENDING;
        sender = Thread.currentThread();
        return true;
    }

    private CompletedPart send() throws StorageException {
        try (part) {
            return upload.send(number, part.body());
        } finally {
            ends();
        }
    }

    /** What interrupted the sending must not interrupt what its thread does next. */
    private synchronized void ends() {
        state = State.ENDED;
        Thread.interrupted();
    }

    /** Sends it no more. What is under way is not repeated, and ends when the store has been silent for long enough. */
    synchronized void cancel() {
        if (state == State.SENDING) {
            sender.interrupt();
        } else if (state == State.WAITING) {
            state = State.ENDED;
            part.close();
            end.completeExceptionally(new CancellationException("the upload was aborted"));
        }
    }

    /** Waits until it is sent. */
    CompletedPart await() throws StorageException {
        try {
            return end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StorageException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Waits until it is sent, or never will be. */
    void awaitEnd() {
        end.handle((completed, failure) -> number).join();
    }
}

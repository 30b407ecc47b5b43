package io.nineveh.broker.server;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.server.Clients.Client;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's hold on an open file. Calls enter and leave it; once it has ended nobody enters any more, and the last one
 * to leave disposes of the file.
 */
final class Lease {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final FileId id = FileId.random();
    private final Client client;
    private final OpenFile file;
    private final LongSupplier nanoTime;
    private int calls;
    private boolean ended;
    private long lastUse;

    Lease(Client client, OpenFile file, LongSupplier nanoTime) {
        this.client = client;
        this.file = file;
        this.nanoTime = nanoTime;
        this.lastUse = nanoTime.getAsLong();
    }

    FileId id() {
        return id;
    }

    Client client() {
        return client;
    }

    OpenFile file() {
        return file;
    }

    /** The file, when it is of a kind. */
    <F extends OpenFile> F file(Class<F> kind) throws StorageException {
        if (!kind.isInstance(file)) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT,
                    file.location(),
                    kind == ReadFile.class
                            ? "the fd was opened for writing and cannot be read from"
                            : "the fd was opened for reading and cannot be written to");
        }
        return kind.cast(file);
    }

    /** Begins a call; false when the lease has ended. */
    synchronized boolean enter() {
        if (!ended) {
            calls++;
            lastUse = nanoTime.getAsLong();
        }
        return !ended;
    }

    synchronized void end() {
        ended = true;
    }

    /** Ends the lease if nobody used it, and its client did not ping, for so long; true when it ended by that. */
    synchronized boolean expire(long now, long expiryNanos) {
        boolean isOut = calls == 0 && now - lastUse > expiryNanos && now - client.lastPing() > expiryNanos;
        if (ended || !isOut) {
            return false;
        }
        ended = true;
        return true;
    }

    /** Ends a call. True when it was the last one of a lease that has ended: the caller disposes of the file then. */
    synchronized boolean leave() {
        calls--;
        lastUse = nanoTime.getAsLong();
        return ended && calls == 0;
    }

    void disposeQuietly() {
        try {
            file.dispose();
        } catch (StorageException | RuntimeException e) {
            LOG.atWarn().addKeyValue("path", file.location()).setCause(e).log("dropping a file failed");
        }
    }
}

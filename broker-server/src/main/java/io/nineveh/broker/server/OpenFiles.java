package io.nineveh.broker.server;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.server.Clients.Client;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that clients have open, each under a lease: a file that was not used, and whose client did not ping, for
 * the expiry time is dropped. A reader is closed then, a writer aborted, never published. A file on which a call is at work
 * does not expire. Safe for many threads.
 */
final class OpenFiles implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private static final Duration PAUSE = Duration.ofMillis(10);

    /** How long a file lives without use or ping, and how many may be open, in all and by one client. */
    record Limits(Duration expiry, int files, int filesPerClient) {}

    /** Makes the file that gets the lease. */
    interface Opening {
        OpenFile open() throws StorageException;
    }

    /**
     * What is done with an open file.
     *
     * @param <X> how it may end besides; mostly not at all
     */
    interface Use<F extends OpenFile, T, X extends Exception> {
        T apply(F file) throws StorageException, X;
    }

    private final Duration expiry;
    private final LongSupplier nanoTime;
    private final Clients clients;
    private final Map<FileId, Lease> leases = new ConcurrentHashMap<>();
    private final ClosedFiles closedFiles = new ClosedFiles();

    OpenFiles(Limits limits, BrokerMetrics metrics, LongSupplier nanoTime) {
        this.expiry = limits.expiry();
        this.nanoTime = nanoTime;
        this.clients = new Clients(limits.files(), limits.filesPerClient(), metrics, nanoTime);
    }

    /**
     * Opens a file for a client and begins its lease.
     *
     * @throws StorageException also past a limit, in which case nothing is opened
     */
    FileId open(String clientId, Opening opening) throws StorageException {
        Client client = clients.reserve(clientId);
        Lease lease;
        try {
            lease = new Lease(client, opening.open(), nanoTime);
        } catch (StorageException | RuntimeException | Error e) {
            clients.giveBack(client);
            throw e;
        }
        leases.put(lease.id(), lease);
        if (clients.isClosed()) {
            drop(lease);
        }
        return lease.id();
    }

    /** Does something with an open file, and renews its lease. */
    <F extends OpenFile, T, X extends Exception> T use(FileId id, Class<F> kind, Use<F, T, X> use)
            throws StorageException, X {
        try (Hold<F> hold = hold(id, kind)) {
            return use.apply(hold.file());
        }
    }

    /**
     * Renews the lease of an open file, and keeps the file from being dropped meanwhile.
     *
     * @return a hold that the caller closes
     */
    <F extends OpenFile> Hold<F> hold(FileId id, Class<F> kind) throws StorageException {
        Lease lease = enter(id).orElseThrow(() -> notOwned(id));
        try {
            return new Hold<>(lease.file(kind), () -> leave(lease));
        } catch (StorageException e) {
            leave(lease);
            throw e;
        }
    }

    /** Closes a reader, once the calls that read from it have ended. Repeating it does nothing. */
    void closeReader(FileId id) throws StorageException {
        Optional<Lease> lease = enter(id);
        if (lease.isPresent()) {
            try {
                lease.get().file(ReadFile.class);
                closedFiles.add(id);
                end(lease.get());
            } finally {
                leave(lease.get());
            }
        } else {
            requireClosedBefore(id);
        }
    }

    /** Publishes a file and ends its lease. Repeated after success it does nothing; after a failure the fd is unknown. */
    void closeWriter(FileId id) throws StorageException {
        Optional<Lease> lease = enter(id);
        if (lease.isPresent()) {
            try {
                commit(lease.get(), lease.get().file(WriteFile.class));
            } finally {
                leave(lease.get());
            }
        } else {
            requireClosedBefore(id);
        }
    }

    private void commit(Lease lease, WriteFile file) throws StorageException {
        try {
            long length = file.commit();
            closedFiles.add(lease.id());
            LOG.atDebug()
                    .addKeyValue("path", file.location())
                    .addKeyValue("bytes", length)
                    .addKeyValue("client", lease.client())
                    .log("file published");
        } finally {
            end(lease);
        }
    }

    /** Drops a file that its client never learned of. */
    void forget(FileId id) {
        Optional.ofNullable(leases.get(id)).ifPresent(this::drop);
    }

    /** Drops a writer without publishing, once a call that writes to it has ended. One that is not open is no error. */
    void abortWriter(FileId id) throws StorageException {
        Optional<Lease> lease = enter(id);
        if (lease.isPresent()) {
            try {
                lease.get().file(WriteFile.class);
                end(lease.get());
            } finally {
                leave(lease.get());
            }
        }
    }

    /** Renews the leases of all files that a client has open. */
    void ping(String clientId) {
        clients.ping(clientId);
    }

    /** Drops the files whose lease is out. */
    void expire() {
        long now = nanoTime.getAsLong();
        List<Lease> expired = leases.values().stream()
                .filter(lease -> lease.expire(now, expiry.toNanos()))
                .toList();
        for (Lease lease : expired) {
            LOG.atWarn()
                    .addKeyValue("path", lease.file().location())
                    .addKeyValue("client", lease.client())
                    .addKeyValue("reason", "neither used nor pinged for %d s".formatted(expiry.toSeconds()))
                    .log("open file dropped");
            leases.remove(lease.id());
            dispose(lease);
        }
    }

    /** How many files are open, or being opened. */
    int count() {
        return clients.files();
    }

    /** How many files of a kind are open. */
    int count(Class<? extends OpenFile> kind) {
        return (int) leases.values().stream()
                .map(Lease::file)
                .filter(kind::isInstance)
                .count();
    }

    /** How many clients have files open. */
    int clients() {
        return clients.count();
    }

    /**
     * Waits until no writer is open.
     *
     * @param deadline by {@link System#nanoTime()}: then it stops waiting
     */
    void awaitWriters(long deadline) {
        while (count(WriteFile.class) > 0
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Drops all files; nothing is opened any more. */
    @Override
    public void close() {
        clients.close();
        List.copyOf(leases.values()).forEach(this::drop);
    }

    private void drop(Lease lease) {
        if (lease.enter()) {
            end(lease);
            leave(lease);
        }
    }

    private Optional<Lease> enter(FileId id) {
        return Optional.ofNullable(leases.get(id)).filter(Lease::enter);
    }

    private void end(Lease lease) {
        lease.end();
        leases.remove(lease.id());
    }

    private void leave(Lease lease) {
        if (lease.leave()) {
            dispose(lease);
        }
    }

    private void dispose(Lease lease) {
        lease.disposeQuietly();
        clients.giveBack(lease.client());
    }

    private void requireClosedBefore(FileId id) throws StorageException {
        if (!closedFiles.contains(id)) {
            throw notOwned(id);
        }
    }

    /** The text begins as in every broker in the field, where clients and people look for it. */
    private StorageException notOwned(FileId id) {
        return new StorageException(
                Kind.STORAGE_ERROR,
                Retry.IS_USELESS,
                "the fd is not owned by client: %s is closed, or expired after %d s without use or ping; open the file again"
                        .formatted(id, expiry.toSeconds()),
                null);
    }
}

package io.nineveh.backup.transfer;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.repository.OpenRepository;
import io.nineveh.broker.api.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a job to its repository: each thread that calls has one of its own, which is opened when it first calls, and
 * may lead to another broker of the name than that of the next thread. One that failed in a way that may pass is given up, so that
 * the thread's next call reaches, perhaps, another broker. Safe for many threads.
 */
public final class RepositoryConnections implements RemoteCalls, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryConnections.class);

    private final Opening opening;
    private final Map<Thread, OpenRepository> open = new ConcurrentHashMap<>();

    /** How a connection is opened. */
    @FunctionalInterface
    public interface Opening {
        OpenRepository open() throws StorageException;
    }

    public RepositoryConnections(Opening opening) {
        this.opening = requireNonNull(opening, "opening");
    }

    /** Makes a step once, with this thread's connection. */
    @Override
    public <T> T call(RemoteStep<T> step) throws IOException {
        try {
            return step.run(ofThisThread());
        } catch (StorageException e) {
            if (e.isTransient()) {
                giveUp(Thread.currentThread());
            }
            throw e;
        }
    }

    private OpenRepository ofThisThread() throws StorageException {
        OpenRepository known = open.get(Thread.currentThread());
        if (known != null) {
            return known;
        }
        OpenRepository opened = opening.open();
        open.put(Thread.currentThread(), opened);
        return opened;
    }

    private void giveUp(Thread thread) {
        Optional.ofNullable(open.remove(thread)).ifPresent(repository -> {
            try {
                repository.close();
            } catch (StorageException e) {
                LOG.warn(
                        "could not close a connection to repository {}",
                        repository.repository().name(),
                        e);
            }
        });
    }

    /** No thread may call any more. */
    @Override
    public void close() {
        open.keySet().forEach(this::giveUp);
    }
}

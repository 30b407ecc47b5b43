package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.repository.OpenRepository;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.broker.api.StorageException;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job's connection to its repository. One that failed is replaced, so that another broker of the name can take over. */
final class RepositoryConnection implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryConnection.class);

    private final RepositoryRegistry registry;
    private final String repository;
    private Optional<OpenRepository> current = Optional.empty();
    /** Other threads may still use them, so that they are closed at the end. */
    private final List<OpenRepository> failed = new ArrayList<>();

    RepositoryConnection(RepositoryRegistry registry, String repository) {
        this.registry = requireNonNull(registry, "registry");
        this.repository = requireNonNull(repository, "repository");
    }

    synchronized OpenRepository current() throws StorageException {
        if (current.isEmpty()) {
            current = Optional.of(registry.open(registry.require(repository)));
        }
        return current.get();
    }

    /** The next {@link #current} is another one than this, which failed. */
    synchronized void replace(OpenRepository used) {
        if (current.filter(open -> open == used).isPresent()) {
            failed.add(used);
            current = Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        current.ifPresent(failed::add);
        current = Optional.empty();
        for (OpenRepository open : failed) {
            try {
                open.close();
            } catch (StorageException e) {
                LOG.warn("could not close a connection to repository {}", repository, e);
            }
        }
        failed.clear();
    }
}

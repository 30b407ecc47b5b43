package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.nineveh.backup.RefusedException;
import io.nineveh.broker.api.StorageException;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the storage of each repository from time to time. A storage that hangs holds up the others' checks not at all. */
public final class RepositoryHealth implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryHealth.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    /** What went wrong, and when. */
    public record Failure(Instant time, String message) {}

    @FunctionalInterface
    interface Opener {
        OpenRepository open(Repository repository) throws StorageException;
    }

    private final Supplier<List<Repository>> repositories;
    private final Opener opener;
    private final Clock clock;
    private final Map<Long, Failure> failures = new ConcurrentHashMap<>();
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("timer"));
    private final ExecutorService workers = Executors.newCachedThreadPool(threads("check"));

    RepositoryHealth(Supplier<List<Repository>> repositories, Opener opener, Clock clock) {
        this.repositories = requireNonNull(repositories, "repositories");
        this.opener = requireNonNull(opener, "opener");
        this.clock = requireNonNull(clock, "clock");
    }

    void start() {
        // checkAll lets no exception out, so that nobody needs to look at what became of it
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::checkAll, 0, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    Optional<Failure> failure(String name) {
        return repositories.get().stream()
                .filter(repository -> repository.name().equals(name))
                .flatMap(repository -> Optional.ofNullable(failures.get(repository.id())).stream())
                .findFirst();
    }

    /** Tries one repository now. */
    void check(Repository repository) {
        try (OpenRepository open = opener.open(repository)) {
            if (open.isThere()) {
                failures.remove(repository.id());
            } else {
                fail(repository, "%s is missing".formatted(repository.layout().repositoryInfo()));
            }
        } catch (StorageException | RefusedException e) {
            fail(repository, e.getMessage());
        }
    }

    private void fail(Repository repository, String message) {
        failures.put(repository.id(), new Failure(clock.instant(), message));
        LOG.warn("repository {} (id {}) cannot be used: {}", repository.name(), repository.id(), message);
    }

    private void checkAll() {
        try {
            List<Repository> all = repositories.get();
            failures.keySet().retainAll(all.stream().map(Repository::id).toList());
            for (Repository repository : all) {
                if (underWay.add(repository.id())) {
                    workers.execute(() -> {
                        try {
                            check(repository);
                        } finally {
                            underWay.remove(repository.id());
                        }
                    });
                }
            }
        } catch (RuntimeException e) {
            // a schedule ends with the first exception that leaves it
            LOG.warn("could not check the repositories; they are checked again in {}", INTERVAL, e);
        }
    }

    private static ThreadFactory threads(String name) {
        return new ThreadFactoryBuilder()
                .setNameFormat("repository-health-" + name + "-%d")
                .setDaemon(true)
                .build();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}

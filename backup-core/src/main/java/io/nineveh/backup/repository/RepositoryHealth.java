package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.nineveh.broker.api.StorageException;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries the storage of each repository from time to time, and when somebody asks. A storage that hangs holds up neither the
 * others' checks nor, for more than a limited time, who asks.
 */
public final class RepositoryHealth implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryHealth.class);

    /** What went wrong, and when. */
    public record Failure(Instant time, String message) {}

    /**
     * How often checks are made.
     *
     * @param interval between two that nobody asked for
     * @param freshness how old the last one may be for who asks
     * @param patience how long who asks waits for all of them together
     */
    record Pace(Duration interval, Duration freshness, Duration patience) {
        static final Pace DEFAULT = new Pace(Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @FunctionalInterface
    interface Opener {
        OpenRepository open(Repository repository) throws StorageException;
    }

    private final Supplier<List<Repository>> repositories;
    private final Opener opener;
    private final Clock clock;
    private final Pace pace;
    private final Map<Long, RepositoryCheck> checks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("timer"));
    private final ExecutorService workers = Executors.newCachedThreadPool(threads("check"));

    RepositoryHealth(Supplier<List<Repository>> repositories, Opener opener, Clock clock, Pace pace) {
        this.repositories = requireNonNull(repositories, "repositories");
        this.opener = requireNonNull(opener, "opener");
        this.clock = requireNonNull(clock, "clock");
        this.pace = requireNonNull(pace, "pace");
    }

    void start() {
        // checkAll lets no exception out, so that nobody needs to look at what became of it
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::checkAll, 0, pace.interval().toSeconds(), TimeUnit.SECONDS);
    }

    /** What is wrong with which repository, by its id, as it is now. */
    Map<Long, Failure> failures() {
        Map<Long, CompletableFuture<Void>> begun = refresh(pace.freshness());
        await(CompletableFuture.allOf(begun.values().toArray(CompletableFuture[]::new)));
        Map<Long, Failure> failures = new HashMap<>();
        begun.forEach((id, check) -> failure(id, check).ifPresent(failure -> failures.put(id, failure)));
        return failures;
    }

    private Optional<Failure> failure(long id, CompletableFuture<Void> asked) {
        return Optional.ofNullable(checks.get(id))
                .flatMap(check -> asked.isDone() ? check.failure() : Optional.of(check.silence(pace.patience())));
    }

    private Map<Long, CompletableFuture<Void>> refresh(Duration freshness) {
        List<Repository> all = repositories.get();
        checks.values().removeIf(check -> !all.contains(check.repository()));
        Map<Long, CompletableFuture<Void>> begun = new LinkedHashMap<>();
        for (Repository repository : all) {
            RepositoryCheck check =
                    checks.computeIfAbsent(repository.id(), id -> new RepositoryCheck(repository, opener, clock));
            begun.put(repository.id(), check.refresh(freshness, workers));
        }
        return begun;
    }

    private void await(CompletableFuture<Void> all) {
        try {
            all.get(pace.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("not all repositories answered within {}", pace.patience());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check lets no exception out", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkAll() {
        try {
            refresh(Duration.ZERO);
        } catch (RuntimeException e) {
            // a schedule ends with the first exception that leaves it
            LOG.warn("could not check the repositories; they are checked again in {}", pace.interval(), e);
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

package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.repository.RepositoryHealth.Failure;
import io.nineveh.backup.repository.RepositoryHealth.Opener;
import io.nineveh.broker.api.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the storage of one repository, once at a time, and knows what came of it. Safe for many threads. */
final class RepositoryCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryCheck.class);

    private final Repository repository;
    private final Opener opener;
    private final Clock clock;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private Instant begun = Instant.EPOCH;
    private OptionalLong ended = OptionalLong.empty();
    private Optional<Failure> failure = Optional.empty();

    RepositoryCheck(Repository repository, Opener opener, Clock clock) {
        this.repository = requireNonNull(repository, "repository");
        this.opener = requireNonNull(opener, "opener");
        this.clock = requireNonNull(clock, "clock");
    }

    Repository repository() {
        return repository;
    }

    /**
     * Begins a try, unless one is under way or ended lately.
     *
     * @return is done when that one is
     */
    synchronized CompletableFuture<Void> refresh(Duration freshness, Executor executor) {
        boolean isFresh = ended.isPresent() && System.nanoTime() - ended.getAsLong() < freshness.toNanos();
        if (last.isDone() && !isFresh) {
            begun = clock.instant();
            last = CompletableFuture.runAsync(this::run, executor);
        }
        return last;
    }

    /** What the last try that ended met. */
    synchronized Optional<Failure> failure() {
        return failure;
    }

    /** That, and if it was nothing, that the try under way has no answer. */
    synchronized Failure silence(Duration waited) {
        return failure.orElseGet(() -> new Failure(
                begun,
                "no answer within %d s; it is waited for. Check the broker and the storage"
                        .formatted(waited.toSeconds())));
    }

    private void run() {
        try (OpenRepository open = opener.open(repository)) {
            end(
                    open.isThere()
                            ? Optional.empty()
                            : Optional.of("%s is missing. Put it back, or drop the repository and create it again"
                                    .formatted(repository.layout().repositoryInfo())));
        } catch (StorageException | RuntimeException e) {
            // none may leave, since nobody would see it and the last result would stay for ever
            end(Optional.of(Optional.ofNullable(e.getMessage()).orElseGet(e::toString)));
        }
    }

    private synchronized void end(Optional<String> message) {
        ended = OptionalLong.of(System.nanoTime());
        if (!message.equals(failure.map(Failure::message))) {
            log(message);
        }
        failure = message.map(text -> new Failure(clock.instant(), text));
    }

    private void log(Optional<String> message) {
        if (message.isPresent()) {
            LOG.warn(
                    "repository {} (id {}) cannot be used: {}",
                    repository.name(),
                    repository.id(),
                    message.orElseThrow());
        } else {
            LOG.info("repository {} (id {}) can be used again", repository.name(), repository.id());
        }
    }
}

package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.job.JobStatus.Code;
import io.nineveh.backup.transfer.RemoteCalls;
import io.nineveh.backup.transfer.RepositoryConnections;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The one place where remote steps are tried again: a step whose failure may pass, a limited number of times, with growing
 * pauses, within the job's time. Each try may reach another broker.
 */
final class Retries implements RemoteCalls {
    private final RepositoryConnections connections;
    private final JobControl control;
    private final TaskBoard board;
    private final JobOptions options;

    Retries(RepositoryConnections connections, JobControl control, TaskBoard board, JobOptions options) {
        this.connections = requireNonNull(connections, "connections");
        this.control = requireNonNull(control, "control");
        this.board = requireNonNull(board, "board");
        this.options = requireNonNull(options, "options");
    }

    @Override
    public <T> T call(RemoteStep<T> step) throws IOException {
        return call(OptionalLong.empty(), step);
    }

    /** For steps that are a part of a task, which shows why the last try failed. */
    RemoteCalls ofTask(long taskId) {
        return new RemoteCalls() {
            @Override
            public <T> T call(RemoteStep<T> step) throws IOException {
                return Retries.this.call(OptionalLong.of(taskId), step);
            }
        };
    }

    private <T> T call(OptionalLong taskId, RemoteStep<T> step) throws IOException {
        for (int number = 1; ; number++) {
            control.check();
            try {
                T result = connections.call(step);
                if (number > 1) {
                    board.report(taskId, Optional.empty());
                }
                return result;
            } catch (StorageException | RefusedException e) {
                if (!mayPass(e)) {
                    throw e;
                }
                board.report(taskId, Optional.of(e.getMessage()));
                if (number == options.tries()) {
                    throw new JobFailure(
                            Code.BAD_CONNECTION,
                            "gave up after %d tries: %s. Check the broker and the storage, then try again"
                                    .formatted(number, e.getMessage()),
                            e);
                }
                control.pause(pauseAfter(number));
            }
        }
    }

    private static boolean mayPass(Exception e) {
        return e instanceof StorageException storage
                ? storage.isTransient()
                : e instanceof RefusedException refused && refused.reason() == Reason.STORAGE;
    }

    /** Half of it at random, so that the workers of many jobs do not come back all at once. */
    private Duration pauseAfter(int number) {
        long doubled = options.firstPause().toMillis() << Math.min(number - 1, 20);
        long millis = Math.min(doubled, options.longestPause().toMillis());
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}

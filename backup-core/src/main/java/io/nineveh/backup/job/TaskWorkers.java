package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** The threads that work on the tasks of one job. */
final class TaskWorkers implements Closeable {
    /** What is done with each tablet of a task. */
    @FunctionalInterface
    interface TabletWork {
        void run(TaskPlan task, long tabletId) throws IOException;
    }

    private final ExecutorService threads;
    private final JobControl control;

    TaskWorkers(long jobId, JobControl control, JobOptions options) {
        this.control = requireNonNull(control, "control");
        this.threads = Executors.newFixedThreadPool(
                options.workersPerJob(),
                new ThreadFactoryBuilder()
                        .setNameFormat("job-" + jobId + "-worker-%d")
                        .setDaemon(true)
                        .build());
    }

    /**
     * Does the work for all tablets of all tasks. When one of them fails, the others end at their next tablet; when all have
     * ended, what the first one threw is thrown.
     */
    void runAll(List<TaskPlan> tasks, TabletWork work) throws IOException {
        AtomicBoolean isAbandoned = new AtomicBoolean();
        List<Future<Optional<Exception>>> results = new ArrayList<>();
        for (TaskPlan task : tasks) {
            results.add(threads.submit(() -> run(task, work, isAbandoned)));
        }
        Optional<Exception> failure = Optional.empty();
        for (Future<Optional<Exception>> result : results) {
            Optional<Exception> other = await(result);
            failure = failure.isPresent() ? failure : other;
        }
        if (failure.isPresent()) {
            rethrow(failure.get());
        }
    }

    private Optional<Exception> run(TaskPlan task, TabletWork work, AtomicBoolean isAbandoned) {
        try {
            for (long tabletId : task.tablets()) {
                if (isAbandoned.get()) {
                    return Optional.empty();
                }
                control.check();
                work.run(task, tabletId);
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            isAbandoned.set(true);
            return Optional.of(e);
        }
    }

    private static Optional<Exception> await(Future<Optional<Exception>> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobStopped();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker died", e);
        }
    }

    private static void rethrow(Exception e) throws IOException {
        if (e instanceof IOException io) {
            throw io;
        }
        throw (RuntimeException) e;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

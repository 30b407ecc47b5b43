package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.transfer.TransferWorkers;
import io.nineveh.backup.transfer.Work;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The threads that work on the tasks of one job: on several tablets, and several files of a tablet, at a time. */
final class TaskWorkers implements Closeable {
    /** What is done with each tablet of a task. */
    @FunctionalInterface
    interface TabletWork {
        void run(TaskPlan task, long tabletId) throws IOException;
    }

    /** What is begun with each tablet of a task. */
    @FunctionalInterface
    interface TabletTransfer {
        /** Gives the work that moves the tablet's files. */
        Work begin(TaskPlan task, long tabletId) throws IOException;
    }

    private final TransferWorkers threads;
    private final JobControl control;

    TaskWorkers(long jobId, JobControl control, JobOptions options) {
        this.control = requireNonNull(control, "control");
        this.threads = new TransferWorkers("job-" + jobId + "-worker", options.workersPerJob());
    }

    /**
     * Does the work for all tablets of all tasks. When one of them fails, no other is begun; when all have ended, what the
     * first one threw is thrown.
     */
    void runAll(List<TaskPlan> tasks, TabletWork work) throws IOException {
        transferAll(tasks, (task, tabletId) -> () -> {
            work.run(task, tabletId);
            return List.of();
        });
    }

    /** As {@link #runAll}, of work that brings more work, which is a part of its tablet's. */
    void transferAll(List<TaskPlan> tasks, TabletTransfer transfer) throws IOException {
        List<Work> tablets = new ArrayList<>();
        for (TaskPlan task : tasks) {
            for (long tabletId : task.tablets()) {
                tablets.add(() -> {
                    control.check();
                    return transfer.begin(task, tabletId).run();
                });
            }
        }
        threads.runAll(tablets);
    }

    @Override
    public void close() {
        threads.close();
    }
}

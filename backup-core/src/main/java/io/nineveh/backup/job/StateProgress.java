package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** How far the tasks of one state of a job are. */
record StateProgress(Enum<?> state, List<JobTask> tasks) {
    StateProgress {
        requireNonNull(state, "state");
        tasks = List.copyOf(tasks);
    }

    /** That of a state in which nothing is done yet. */
    static StateProgress begun(JobRecord<?> job) {
        return new StateProgress(
                job.state(), job.tasks().stream().map(TaskPlan::begun).toList());
    }
}

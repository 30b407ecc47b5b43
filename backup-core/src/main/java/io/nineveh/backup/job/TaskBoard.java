package io.nineveh.backup.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How far the tasks of the state that a job works on are. Safe for many threads. */
final class TaskBoard {
    private final long jobId;
    private final Map<Long, JobTask> tasks = new LinkedHashMap<>();
    private Enum<?> state;
    private Optional<String> ownError = Optional.empty();

    TaskBoard(JobRecord<?> job) {
        this.jobId = job.header().id();
        begin(job);
    }

    /** Begins with the state of the job. */
    final synchronized void begin(JobRecord<?> job) {
        state = job.state();
        ownError = Optional.empty();
        tasks.clear();
        job.tasks().forEach(plan -> tasks.put(plan.taskId(), plan.begun()));
    }

    /** One more file, or tablet, of a task is done. */
    synchronized void advance(long taskId) {
        tasks.computeIfPresent(
                taskId, (id, task) -> new JobTask(id, task.backendId(), task.done() + 1, task.total(), task.error()));
    }

    /**
     * What became of the last try of a remote step.
     *
     * @param taskId empty: a step that belongs to no task
     */
    synchronized void report(OptionalLong taskId, Optional<String> error) {
        if (taskId.isEmpty()) {
            ownError = error;
        } else {
            tasks.computeIfPresent(
                    taskId.getAsLong(),
                    (id, task) -> new JobTask(id, task.backendId(), task.done(), task.total(), error));
        }
    }

    /** The state, and its tasks; before them, while a step that belongs to none fails, one of that. */
    synchronized StateProgress progress() {
        Stream<JobTask> own = ownError.stream().map(error -> new JobTask(jobId, 0, 0, 0, Optional.of(error)));
        return new StateProgress(
                state, Stream.concat(own, tasks.values().stream()).toList());
    }
}

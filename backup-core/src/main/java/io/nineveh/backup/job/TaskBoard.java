package io.nineveh.backup.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How far the tasks of a job's current state are. */
final class TaskBoard {
    private final long jobId;
    private final Map<Long, JobTask> tasks = new LinkedHashMap<>();
    private Optional<String> ownError = Optional.empty();

    TaskBoard(long jobId) {
        this.jobId = jobId;
    }

    synchronized void begin(List<TaskPlan> plans) {
        tasks.clear();
        ownError = Optional.empty();
        for (TaskPlan plan : plans) {
            tasks.put(plan.taskId(), new JobTask(plan.taskId(), plan.backendId(), 0, plan.files(), Optional.empty()));
        }
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

    /** The tasks; before them, while a step that belongs to none fails, one of that. */
    synchronized List<JobTask> tasks() {
        Stream<JobTask> own = ownError.stream().map(error -> new JobTask(jobId, 0, 0, 0, Optional.of(error)));
        return Stream.concat(own, tasks.values().stream()).toList();
    }
}

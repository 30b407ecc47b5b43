package io.nineveh.backup.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far the tasks of a job's current state are. */
final class TaskBoard {
    private final Map<Long, JobTask> tasks = new LinkedHashMap<>();

    synchronized void begin(List<TaskPlan> plans) {
        tasks.clear();
        for (TaskPlan plan : plans) {
            tasks.put(plan.taskId(), new JobTask(plan.taskId(), plan.backendId(), 0, plan.files(), Optional.empty()));
        }
    }

    /** One more file, or tablet, of a task is done. */
    synchronized void advance(long taskId) {
        tasks.computeIfPresent(
                taskId, (id, task) -> new JobTask(id, task.backendId(), task.done() + 1, task.total(), task.error()));
    }

    /** What became of the last try of a task's current step. */
    synchronized void report(long taskId, Optional<String> error) {
        tasks.computeIfPresent(
                taskId, (id, task) -> new JobTask(id, task.backendId(), task.done(), task.total(), error));
    }

    synchronized List<JobTask> tasks() {
        return List.copyOf(tasks.values());
    }
}

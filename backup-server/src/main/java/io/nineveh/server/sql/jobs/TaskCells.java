package io.nineveh.server.sql.jobs;

import io.nineveh.backup.job.JobTask;
import io.nineveh.server.sql.Cells;
import java.util.List;

/** How the tasks of a job are shown. */
final class TaskCells {
    private TaskCells() {}

    /** {@code task=backend, …} */
    static String unfinished(List<JobTask> tasks) {
        return Cells.list(
                tasks.stream().filter(task -> !task.isFinished()).toList(),
                task -> "%d=%d".formatted(task.taskId(), task.backendId()));
    }

    /** {@code [task: done/total], …} */
    static String progress(List<JobTask> tasks) {
        return Cells.list(
                tasks.stream().filter(task -> task.total() > 0).toList(),
                task -> "[%d: %d/%d]".formatted(task.taskId(), task.done(), task.total()));
    }

    /** {@code [task: message], …} */
    static String errors(List<JobTask> tasks) {
        return Cells.list(
                tasks.stream().filter(task -> task.error().isPresent()).toList(),
                task -> "[%d: %s]".formatted(task.taskId(), task.error().orElseThrow()));
    }
}

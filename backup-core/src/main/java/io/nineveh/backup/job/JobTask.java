package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A part of what a job's current state does.
 *
 * @param taskId that of the job itself for what belongs to none of its tasks
 * @param done how many files, or tablets where no files move, are done
 * @param total how many there are; 0 for what belongs to no task: it counts nothing
 * @param error why the last try failed; empty once one succeeded
 */
public record JobTask(long taskId, long backendId, long done, long total, Optional<String> error) {
    public JobTask {
        requireNonNull(error, "error");
    }

    public boolean isFinished() {
        return done >= total;
    }
}

package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backup as it stood at one moment.
 *
 * @param label the snapshot's name
 * @param objects the tables and partitions; while PENDING, as they were asked for
 * @param tasks of the current state, finished or not
 */
public record BackupJob(
        long jobId,
        String label,
        String database,
        BackupState state,
        List<BackupObject> objects,
        Instant createTime,
        Optional<Instant> snapshotFinishedTime,
        Optional<Instant> uploadFinishedTime,
        Optional<Instant> finishedTime,
        List<JobTask> tasks,
        JobStatus status,
        Duration timeout) {
    public BackupJob {
        requireNonNull(label, "label");
        requireNonNull(database, "database");
        requireNonNull(state, "state");
        requireNonNull(createTime, "createTime");
        requireNonNull(snapshotFinishedTime, "snapshotFinishedTime");
        requireNonNull(uploadFinishedTime, "uploadFinishedTime");
        requireNonNull(finishedTime, "finishedTime");
        requireNonNull(status, "status");
        requireNonNull(timeout, "timeout");
        objects = List.copyOf(objects);
        tasks = List.copyOf(tasks);
    }
}

package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A restore as it stood at one moment.
 *
 * @param label the snapshot's name
 * @param timestamp the snapshot's
 * @param database where the tables go
 * @param options those that were switched on
 * @param objects the tables, their partitions and new names
 * @param tasks of the current state, finished or not
 */
public record RestoreJob(
        long jobId,
        String label,
        String timestamp,
        String database,
        RestoreState state,
        Set<RestoreOption> options,
        int replicationNum,
        List<RestoreObject> objects,
        Instant createTime,
        Optional<Instant> metaPreparedTime,
        Optional<Instant> snapshotFinishedTime,
        Optional<Instant> downloadFinishedTime,
        Optional<Instant> finishedTime,
        List<JobTask> tasks,
        JobStatus status,
        Duration timeout) {
    public RestoreJob {
        requireNonNull(label, "label");
        requireNonNull(timestamp, "timestamp");
        requireNonNull(database, "database");
        requireNonNull(state, "state");
        requireNonNull(createTime, "createTime");
        requireNonNull(metaPreparedTime, "metaPreparedTime");
        requireNonNull(snapshotFinishedTime, "snapshotFinishedTime");
        requireNonNull(downloadFinishedTime, "downloadFinishedTime");
        requireNonNull(finishedTime, "finishedTime");
        requireNonNull(status, "status");
        requireNonNull(timeout, "timeout");
        options = Set.copyOf(options);
        objects = List.copyOf(objects);
        tasks = List.copyOf(tasks);
    }
}

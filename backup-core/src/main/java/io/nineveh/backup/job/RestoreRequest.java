package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What RESTORE says.
 *
 * @param database where the tables go
 * @param label of the snapshot
 * @param timestamp of the snapshot; empty: the only one there is
 * @param objects empty: every table of the snapshot
 * @param timeout after which the job is cancelled
 */
public record RestoreRequest(
        String database,
        String label,
        String repository,
        Optional<String> timestamp,
        List<RestoreObject> objects,
        OptionalInt replicationNum,
        Duration timeout) {
    public RestoreRequest {
        requireNonNull(database, "database");
        requireNonNull(label, "label");
        requireNonNull(repository, "repository");
        requireNonNull(timestamp, "timestamp");
        requireNonNull(replicationNum, "replicationNum");
        requireNonNull(timeout, "timeout");
        objects = List.copyOf(objects);
    }
}

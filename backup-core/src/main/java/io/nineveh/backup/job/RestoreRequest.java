package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What RESTORE says.
 *
 * @param database where they go
 * @param label of the snapshot
 * @param timestamp of the snapshot; empty: the only one there is
 * @param objects empty: every table and view of the snapshot but those that are excluded
 * @param excluded names of tables and views of the snapshot; empty when there are objects
 * @param options those that are switched on
 * @param timeout after which the job is cancelled
 */
public record RestoreRequest(
        String database,
        String label,
        String repository,
        Optional<String> timestamp,
        List<RestoreObject> objects,
        List<String> excluded,
        Set<RestoreOption> options,
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
        excluded = List.copyOf(excluded);
        options = Set.copyOf(options);
        if (!objects.isEmpty() && !excluded.isEmpty()) {
            throw new IllegalArgumentException("a restore lists tables, or excludes some, and not both");
        }
    }

    /** A request with no table excluded and all options off. */
    public RestoreRequest(
            String database,
            String label,
            String repository,
            Optional<String> timestamp,
            List<RestoreObject> objects,
            OptionalInt replicationNum,
            Duration timeout) {
        this(database, label, repository, timestamp, objects, List.of(), Set.of(), replicationNum, timeout);
    }

    /** Whether it is about everything that is in the snapshot. */
    boolean isWhole() {
        return objects.isEmpty() && excluded.isEmpty();
    }
}

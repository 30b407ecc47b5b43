package io.nineveh.server.sql.jobs;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.repository.SnapshotTimestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The PROPERTIES of RESTORE.
 *
 * @param timestamp which snapshot of the label; empty: the only one there is
 * @param replicationNum how many replicas; empty: as in the snapshot
 * @param timeout how long the job may take
 */
public record RestoreProperties(Optional<String> timestamp, OptionalInt replicationNum, Duration timeout) {
    private static final List<String> OFFERED_AS_FALSE = List.of(
            "allow_load",
            "reserve_replica",
            "reserve_colocate",
            "reserve_dynamic_partition_enable",
            "clean_tables",
            "clean_partitions",
            "atomic_restore",
            "force_replace",
            "is_being_synced");
    private static final List<String> NOT_OFFERED = List.of("meta_version", "replication_allocation");

    public RestoreProperties {
        requireNonNull(timestamp, "timestamp");
        requireNonNull(replicationNum, "replicationNum");
        requireNonNull(timeout, "timeout");
    }

    /**
     * Reads the properties of a statement.
     *
     * @throws RefusedException for one that is unknown, not valid or not offered
     */
    public static RestoreProperties of(Map<String, String> properties) {
        Set<String> known = new TreeSet<>(Set.of("backup_timestamp", "replication_num", "timeout"));
        known.addAll(OFFERED_AS_FALSE);
        known.addAll(NOT_OFFERED);
        JobProperties.requireKnown("restore", properties, known);
        OFFERED_AS_FALSE.forEach(name -> JobProperties.requireFalse(properties, name));
        NOT_OFFERED.forEach(name -> JobProperties.requireAbsent(properties, name));
        return new RestoreProperties(
                timestamp(properties), replicationNum(properties), JobProperties.timeout(properties));
    }

    private static Optional<String> timestamp(Map<String, String> properties) {
        Optional<String> timestamp = Optional.ofNullable(properties.get("backup_timestamp"));
        if (timestamp.isPresent() && !SnapshotTimestamp.isValid(timestamp.orElseThrow())) {
            throw JobProperties.invalid(
                    "Invalid backup_timestamp: %s; write it as SHOW SNAPSHOT shows it, like 2018-04-18-19-19-10"
                            .formatted(timestamp.orElseThrow()));
        }
        return timestamp;
    }

    private static OptionalInt replicationNum(Map<String, String> properties) {
        String text = properties.get("replication_num");
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            throw JobProperties.invalid("Invalid replication num format: " + text);
        }
        throw JobProperties.invalid("Invalid replication num format: %s; write 1 or more".formatted(text));
    }
}

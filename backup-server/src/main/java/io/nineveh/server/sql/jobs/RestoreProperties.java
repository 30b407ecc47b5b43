package io.nineveh.server.sql.jobs;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.job.RestoreOption;
import io.nineveh.backup.repository.SnapshotMeta;
import io.nineveh.backup.repository.SnapshotTimestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
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
 * @param options those that are true
 * @param timeout how long the job may take
 */
public record RestoreProperties(
        Optional<String> timestamp, OptionalInt replicationNum, Set<RestoreOption> options, Duration timeout) {
    private static final String IS_BEING_SYNCED = "is_being_synced";
    private static final String ALLOCATION = "replication_allocation";
    private static final String META_VERSION = "meta_version";

    public RestoreProperties {
        requireNonNull(timestamp, "timestamp");
        requireNonNull(replicationNum, "replicationNum");
        requireNonNull(timeout, "timeout");
        options = Set.copyOf(options);
    }

    /**
     * Reads the properties of a statement.
     *
     * @throws RefusedException for one that is unknown, not valid or not offered
     */
    public static RestoreProperties of(Map<String, String> properties) {
        Set<String> known = new TreeSet<>(
                Set.of("backup_timestamp", "replication_num", "timeout", IS_BEING_SYNCED, ALLOCATION, META_VERSION));
        Arrays.stream(RestoreOption.values()).map(RestoreProperties::name).forEach(known::add);
        JobProperties.requireKnown("restore", properties, known);
        JobProperties.requireFalse(properties, IS_BEING_SYNCED);
        checkAllocation(properties);
        checkMetaVersion(properties);
        return new RestoreProperties(
                timestamp(properties),
                replicationNum(properties),
                options(properties),
                JobProperties.timeout(properties));
    }

    private static String name(RestoreOption option) {
        return option.name().toLowerCase(Locale.ROOT);
    }

    private static Set<RestoreOption> options(Map<String, String> properties) {
        Set<RestoreOption> options = EnumSet.noneOf(RestoreOption.class);
        for (RestoreOption option : RestoreOption.values()) {
            if (JobProperties.isTrue(properties, name(option))) {
                options.add(option);
            }
        }
        return options;
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

    private static void checkAllocation(Map<String, String> properties) {
        Optional<String> allocation = Optional.ofNullable(properties.get(ALLOCATION));
        if (allocation.isPresent() && !allocation.orElseThrow().matches("\\s*tag\\.location\\.default\\s*:\\s*1\\s*")) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "replication_allocation \"%s\" is not possible: this server keeps one copy of each tablet. Write \"tag.location.default: 1\", or leave it out"
                            .formatted(allocation.orElseThrow()));
        }
    }

    /** The version is checked, and otherwise read from the snapshot itself. */
    private static void checkMetaVersion(Map<String, String> properties) {
        String text = properties.getOrDefault(META_VERSION, "-1");
        int version;
        try {
            version = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw JobProperties.invalid("Invalid meta version format: %s; write a number".formatted(text));
        }
        if (version > SnapshotMeta.FORMAT) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "meta_version %d is newer than %d, the newest that this version reads: use the version that wrote the snapshot"
                            .formatted(version, SnapshotMeta.FORMAT));
        }
    }
}

package io.nineveh.server.sql.jobs;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.repository.SnapshotInfo;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The PROPERTIES of BACKUP.
 *
 * @param content whether rows are in the snapshot
 * @param timeout how long the job may take
 */
public record BackupProperties(SnapshotInfo.Content content, Duration timeout) {
    private static final Set<String> KNOWN = Set.of("type", "timeout", "content", "ttl");

    public BackupProperties {
        requireNonNull(content, "content");
        requireNonNull(timeout, "timeout");
    }

    /**
     * Reads the properties of a statement.
     *
     * @throws RefusedException for one that is unknown, not valid or not offered
     */
    public static BackupProperties of(Map<String, String> properties) {
        JobProperties.requireKnown("backup", properties, KNOWN);
        String type = properties.getOrDefault("type", "full");
        switch (type.toLowerCase(Locale.ROOT)) {
            case "full" -> {}
            case "incremental" ->
                throw new RefusedException(
                        Reason.NOT_SUPPORTED,
                        "Currently does not support incremental backup: set \"type\" = \"full\", or leave it out");
            default -> throw JobProperties.invalid("Invalid backup job type: %s; write \"full\"".formatted(type));
        }
        JobProperties.requireAbsent(properties, "ttl");
        return new BackupProperties(content(properties), JobProperties.timeout(properties));
    }

    private static SnapshotInfo.Content content(Map<String, String> properties) {
        String content = properties.getOrDefault("content", "all");
        return switch (content.toLowerCase(Locale.ROOT)) {
            case "all" -> SnapshotInfo.Content.ALL;
            case "metadata_only" -> SnapshotInfo.Content.METADATA_ONLY;
            default ->
                throw JobProperties.invalid(
                        "Invalid backup job content: %s; write \"all\" or \"metadata_only\"".formatted(content));
        };
    }
}

package io.nineveh.server.sql.jobs;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The PROPERTIES of BACKUP.
 *
 * @param timeout how long the job may take
 */
public record BackupProperties(Duration timeout) {
    private static final Set<String> KNOWN = Set.of("type", "timeout", "content", "ttl");

    public BackupProperties {
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
        String content = properties.getOrDefault("content", "all");
        switch (content.toLowerCase(Locale.ROOT)) {
            case "all" -> {}
            case "metadata_only" ->
                throw new RefusedException(
                        Reason.NOT_SUPPORTED,
                        "A backup without rows is not supported yet: set \"content\" = \"all\", or leave it out");
            default -> throw JobProperties.invalid("Invalid backup job content: %s; write \"all\"".formatted(content));
        }
        JobProperties.requireAbsent(properties, "ttl");
        return new BackupProperties(JobProperties.timeout(properties));
    }
}

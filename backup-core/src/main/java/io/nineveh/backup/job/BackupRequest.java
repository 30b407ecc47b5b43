package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.repository.SnapshotInfo;
import java.time.Duration;
import java.util.List;

/**
 * What BACKUP says.
 *
 * @param objects empty: every table and view of the database
 * @param content whether the rows are to be in it
 * @param timeout after which the job is cancelled
 */
public record BackupRequest(
        String database,
        String label,
        String repository,
        List<BackupObject> objects,
        SnapshotInfo.Content content,
        Duration timeout) {
    public BackupRequest {
        requireNonNull(database, "database");
        requireNonNull(label, "label");
        requireNonNull(repository, "repository");
        requireNonNull(content, "content");
        requireNonNull(timeout, "timeout");
        objects = List.copyOf(objects);
    }
}

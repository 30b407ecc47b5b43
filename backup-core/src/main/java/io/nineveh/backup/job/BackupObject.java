package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A table or view to back up.
 *
 * @param table its name
 * @param partitions empty: all
 */
public record BackupObject(String table, List<String> partitions) {
    public BackupObject {
        requireNonNull(table, "table");
        partitions = List.copyOf(partitions);
    }
}

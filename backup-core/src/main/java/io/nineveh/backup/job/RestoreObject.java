package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A table or view to restore.
 *
 * @param table its name in the snapshot
 * @param partitions empty: all that are in the snapshot; a view has none
 * @param alias its name in the database, if it is to be another one
 */
public record RestoreObject(String table, List<String> partitions, Optional<String> alias) {
    public RestoreObject {
        requireNonNull(table, "table");
        partitions = List.copyOf(partitions);
        requireNonNull(alias, "alias");
    }

    /** Its name in the database. */
    public String targetName() {
        return alias.orElse(table);
    }
}

package io.nineveh.server.sql.jobs;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A table in the list of a BACKUP or RESTORE.
 *
 * @param partitions empty: all
 * @param alias the name that it is restored under, where that is another
 */
public record SelectedTable(String name, List<String> partitions, Optional<String> alias) {
    public SelectedTable {
        requireNonNull(name, "name");
        partitions = List.copyOf(partitions);
        requireNonNull(alias, "alias");
    }
}

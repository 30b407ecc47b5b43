package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a table that go into a file.
 *
 * @param partitions that are exported; empty: all
 * @param condition which rows are exported, as it would stand after WHERE; empty: all
 * @param columns in the order of the file; empty: all of the table
 * @param target a new file in a directory that {@link EmbeddedTabletStore#newExchangeDirectory} gave
 */
public record TableExport(
        String database,
        String table,
        List<String> partitions,
        Optional<String> condition,
        List<String> columns,
        FileFormat format,
        Path target) {
    public TableExport {
        requireNonNull(database, "database");
        requireNonNull(table, "table");
        requireNonNull(condition, "condition");
        requireNonNull(format, "format");
        requireNonNull(target, "target");
        partitions = List.copyOf(partitions);
        columns = List.copyOf(columns);
    }
}

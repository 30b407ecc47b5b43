package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a table and what its keys mean.
 *
 * @param schemaHash names this form of the columns; part of where a tablet's files are
 */
public record TableSchema(int schemaHash, KeysType keysType, List<Column> columns) {
    /** What happens to rows with equal keys. */
    public enum KeysType {
        /** All are kept. */
        DUPLICATE,
        /** The last one written is kept. */
        UNIQUE,
        /** They become one, each value column by its own function. */
        AGGREGATE
    }

    public TableSchema {
        requireNonNull(keysType, "keysType");
        columns = List.copyOf(columns);
    }

    /** The column with a name, letter case ignored. */
    public Optional<Column> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }
}

package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A column.
 *
 * @param isKey whether it belongs to the key of the table
 * @param isNullable whether it may hold NULL
 * @param defaultValue what a row that does not name the column gets; empty: NULL
 * @param aggregation of a value column of a table with an aggregate key, and of no other column
 */
public record Column(
        String name,
        ColumnType type,
        boolean isKey,
        boolean isNullable,
        Optional<String> defaultValue,
        String comment,
        Optional<Aggregation> aggregation) {
    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(defaultValue, "defaultValue");
        requireNonNull(comment, "comment");
        requireNonNull(aggregation, "aggregation");
    }
}

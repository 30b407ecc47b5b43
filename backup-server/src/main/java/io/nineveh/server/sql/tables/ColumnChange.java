package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.Column;
import java.util.Optional;

/** One change of a table's columns, as ALTER TABLE names it. */
public sealed interface ColumnChange {

    /** Where a column is put: {@code FIRST}, or {@code AFTER} another one. */
    record Position(Optional<String> after) {
        public static final Position FIRST = new Position(Optional.empty());
    }

    /**
     * {@code ADD COLUMN}.
     *
     * @param position empty: behind the others of its kind, keys or values
     */
    record Add(Column column, Optional<Position> position) implements ColumnChange {
        public Add {
            requireNonNull(column, "column");
            requireNonNull(position, "position");
        }
    }

    /** {@code DROP COLUMN}. */
    record Drop(String name) implements ColumnChange {}

    /**
     * {@code MODIFY COLUMN}: all of the column's definition but its name is replaced.
     *
     * @param position empty: it stays where it is
     */
    record Modify(Column column, Optional<Position> position) implements ColumnChange {
        public Modify {
            requireNonNull(column, "column");
            requireNonNull(position, "position");
        }
    }

    /** {@code RENAME COLUMN}. */
    record Rename(String name, String newName) implements ColumnChange {}
}

package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.ColumnType;

/**
 * A column of a result.
 *
 * @param type the nearest of the column types; lists, intervals and the like are STRING
 */
public record ResultColumn(String name, ColumnType type) {
    public ResultColumn {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }
}

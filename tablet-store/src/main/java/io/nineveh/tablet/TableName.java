package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

/** A table or view, with the database that it is in. */
public record TableName(String database, String table) {
    public TableName {
        requireNonNull(database, "database");
        requireNonNull(table, "table");
    }
}

package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A table or view, with the database that it is in. */
public record TableName(String database, String table) {
    public TableName {
        requireNonNull(database, "database");
        requireNonNull(table, "table");
    }

    /** Both, as a name is written in a query. */
    List<String> path() {
        return List.of(database, table);
    }
}

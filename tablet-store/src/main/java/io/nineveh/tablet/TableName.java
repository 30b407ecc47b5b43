package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

/** A table as a query names it, with the database that it means. */
record TableName(String database, String table) {
    TableName {
        requireNonNull(database, "database");
        requireNonNull(table, "table");
    }
}

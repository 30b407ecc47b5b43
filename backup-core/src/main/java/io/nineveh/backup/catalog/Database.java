package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A database and its tables, in the order of their names. Table names are case-sensitive.
 *
 * @param id never used again for anything else
 */
public record Database(long id, String name, List<Table> tables) {
    public Database {
        requireNonNull(name, "name");
        tables = List.copyOf(tables);
    }

    public Optional<Table> table(String tableName) {
        return tables.stream().filter(table -> table.name().equals(tableName)).findFirst();
    }
}

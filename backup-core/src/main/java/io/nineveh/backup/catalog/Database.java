package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A database with its tables and views, each in the order of their names. Names are case-sensitive; no view has that of a table.
 *
 * @param id never used again for anything else
 */
public record Database(long id, String name, List<Table> tables, List<View> views) {
    public Database {
        requireNonNull(name, "name");
        tables = List.copyOf(tables);
        views = List.copyOf(views);
    }

    public Optional<Table> table(String tableName) {
        return tables.stream().filter(table -> table.name().equals(tableName)).findFirst();
    }

    public Optional<View> view(String viewName) {
        return views.stream().filter(view -> view.name().equals(viewName)).findFirst();
    }

    /** Whether a table or a view has a name. */
    public boolean has(String name) {
        return table(name).isPresent() || view(name).isPresent();
    }
}

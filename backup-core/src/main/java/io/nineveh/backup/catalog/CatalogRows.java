package io.nineveh.backup.catalog;

import com.google.common.collect.ImmutableSortedMap;
import io.nineveh.backup.meta.Json;
import io.nineveh.backup.meta.MetadataException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The catalog's rows: one for each database, and one for each table, which holds the whole table as JSON. */
final class CatalogRows {
    private CatalogRows() {}

    private record TableRow(long id, long databaseId, String name, String definition) {
        Table table() {
            try {
                return Json.read(definition, Table.class);
            } catch (UncheckedIOException e) {
                throw new MetadataException(
                        ("cannot read the definition of table %s (id %d) in the metadata database: %s; start the version"
                                        + " that wrote it, or put a copy of the database in its place")
                                .formatted(name, id, e.getMessage()),
                        e);
            }
        }
    }

    static ImmutableSortedMap<String, Database> readAll(Handle handle) {
        Map<Long, List<Table>> tables = new HashMap<>();
        for (TableRow row : tableRows(handle)) {
            tables.computeIfAbsent(row.databaseId(), id -> new ArrayList<>()).add(row.table());
        }
        ImmutableSortedMap.Builder<String, Database> databases = ImmutableSortedMap.naturalOrder();
        handle.createQuery("SELECT id, name FROM catalog_database")
                .map((row, context) -> new Database(
                        row.getLong("id"),
                        row.getString("name"),
                        TablesByName.sorted(tables.getOrDefault(row.getLong("id"), List.of()))))
                .forEach(database -> databases.put(database.name(), database));
        return databases.build();
    }

    private static List<TableRow> tableRows(Handle handle) {
        return handle.createQuery("SELECT id, database_id, name, definition FROM catalog_table")
                .map((row, context) -> new TableRow(
                        row.getLong("id"),
                        row.getLong("database_id"),
                        row.getString("name"),
                        row.getString("definition")))
                .list();
    }

    static void insertDatabase(Handle handle, Database database) {
        handle.execute("INSERT INTO catalog_database (id, name) VALUES (?, ?)", database.id(), database.name());
    }

    static void deleteDatabase(Handle handle, Database database) {
        handle.execute("DELETE FROM catalog_table WHERE database_id = ?", database.id());
        handle.execute("DELETE FROM catalog_database WHERE id = ?", database.id());
    }

    static void insertTable(Handle handle, Database database, Table table) {
        handle.execute(
                "INSERT INTO catalog_table (id, database_id, name, definition) VALUES (?, ?, ?, ?)",
                table.id(),
                database.id(),
                table.name(),
                Json.write(table));
    }

    static void updateTable(Handle handle, Table table) {
        handle.execute("UPDATE catalog_table SET definition = ? WHERE id = ?", Json.write(table), table.id());
    }

    static void deleteTable(Handle handle, Table table) {
        handle.execute("DELETE FROM catalog_table WHERE id = ?", table.id());
    }
}

package io.nineveh.backup.catalog;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ListMultimap;
import io.nineveh.backup.meta.Json;
import io.nineveh.backup.meta.MetadataException;
import java.io.UncheckedIOException;
import org.jdbi.v3.core.Handle;

/** The catalog's rows: one for each database, and one for each table and view, which holds the whole of it as JSON. */
final class CatalogRows {
    private CatalogRows() {}

    /** What a database has. */
    private record ObjectRow(long id, long databaseId, String name, String definition) {
        <T> T read(String kind, Class<T> type) {
            try {
                return Json.read(definition, type);
            } catch (UncheckedIOException e) {
                throw new MetadataException(
                        ("cannot read the definition of %s %s (id %d) in the metadata database: %s; start the version"
                                        + " that wrote it, or put a copy of the database in its place")
                                .formatted(kind, name, id, e.getMessage()),
                        e);
            }
        }
    }

    static ImmutableSortedMap<String, Database> readAll(Handle handle) {
        ListMultimap<Long, Table> tables = byDatabase(handle, "table", Table.class);
        ListMultimap<Long, View> views = byDatabase(handle, "view", View.class);
        ImmutableSortedMap.Builder<String, Database> databases = ImmutableSortedMap.naturalOrder();
        handle.createQuery("SELECT id, name FROM catalog_database")
                .map((row, context) -> new Database(
                        row.getLong("id"),
                        row.getString("name"),
                        ObjectsByName.sorted(tables.get(row.getLong("id"))),
                        ObjectsByName.sorted(views.get(row.getLong("id")))))
                .forEach(database -> databases.put(database.name(), database));
        return databases.build();
    }

    /** {@code kind} is a part of the name of the rows' table, and names the object in errors. */
    private static <T> ListMultimap<Long, T> byDatabase(Handle handle, String kind, Class<T> type) {
        ListMultimap<Long, T> objects = ArrayListMultimap.create();
        handle.createQuery("SELECT id, database_id, name, definition FROM catalog_" + kind)
                .map((row, context) -> new ObjectRow(
                        row.getLong("id"),
                        row.getLong("database_id"),
                        row.getString("name"),
                        row.getString("definition")))
                .forEach(row -> objects.put(row.databaseId(), row.read(kind, type)));
        return objects;
    }

    static void insertDatabase(Handle handle, Database database) {
        handle.execute("INSERT INTO catalog_database (id, name) VALUES (?, ?)", database.id(), database.name());
    }

    static void deleteDatabase(Handle handle, Database database) {
        handle.execute("DELETE FROM catalog_table WHERE database_id = ?", database.id());
        handle.execute("DELETE FROM catalog_view WHERE database_id = ?", database.id());
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
        handle.execute(
                "UPDATE catalog_table SET name = ?, definition = ? WHERE id = ?",
                table.name(),
                Json.write(table),
                table.id());
    }

    static void deleteTable(Handle handle, Table table) {
        handle.execute("DELETE FROM catalog_table WHERE id = ?", table.id());
    }

    static void insertView(Handle handle, Database database, View view) {
        handle.execute(
                "INSERT INTO catalog_view (id, database_id, name, definition) VALUES (?, ?, ?, ?)",
                view.id(),
                database.id(),
                view.name(),
                Json.write(view));
    }

    static void deleteView(Handle handle, View view) {
        handle.execute("DELETE FROM catalog_view WHERE id = ?", view.id());
    }
}

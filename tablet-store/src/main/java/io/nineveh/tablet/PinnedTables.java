package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import io.nineveh.backup.tablet.TabletKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables as they are at one moment, with their files kept in place until this is closed. */
final class PinnedTables implements Closeable {
    private static final int ATTEMPTS = 5;

    private final Map<TableName, Table> tables;
    private final TabletPins pins;

    private PinnedTables(Map<TableName, Table> tables, TabletPins pins) {
        this.tables = tables;
        this.pins = pins;
    }

    /**
     * Pins the tables that a query names.
     *
     * @throws RefusedException when one is missing, cannot be read, or needs a database to be chosen
     */
    static PinnedTables of(
            ParsedQuery query, Optional<String> currentDatabase, Catalog catalog, EmbeddedTabletStore store) {
        Map<TableName, Table> tables = resolve(query, currentDatabase, catalog);
        for (int attempt = 1; ; attempt++) {
            try {
                return new PinnedTables(tables, store.pin(visibleVersions(tables)));
            } catch (IOException e) {
                // between catalog and store a table may have been dropped; then the catalog says so by now
                Map<TableName, Table> now = resolve(query, currentDatabase, catalog);
                if (now.equals(tables) || attempt == ATTEMPTS) {
                    throw new RefusedException(Reason.STORAGE, "cannot read a table: " + e.getMessage(), e);
                }
                tables = now;
            }
        }
    }

    private static Map<TableName, Table> resolve(ParsedQuery query, Optional<String> currentDatabase, Catalog catalog) {
        Map<TableName, Table> tables = new LinkedHashMap<>();
        for (List<String> path : query.tables()) {
            boolean isCommonTable = path.size() == 1
                    && query.commonTables().stream().anyMatch(name -> name.equalsIgnoreCase(path.get(0)));
            if (isCommonTable && !exists(path.get(0), currentDatabase, catalog)) {
                continue;
            }
            TableName name = name(path, currentDatabase);
            tables.put(name, readable(catalog.requireTable(name.database(), name.table())));
        }
        return tables;
    }

    private static boolean exists(String table, Optional<String> currentDatabase, Catalog catalog) {
        return currentDatabase
                .flatMap(catalog::database)
                .flatMap(database -> database.table(table))
                .isPresent();
    }

    private static TableName name(List<String> path, Optional<String> currentDatabase) {
        return switch (path.size()) {
            case 1 ->
                new TableName(
                        currentDatabase.orElseThrow(
                                () -> new RefusedException(Reason.UNKNOWN_DATABASE, "No database selected")),
                        path.get(0));
            case 2 -> new TableName(path.get(0), path.get(1));
            default ->
                throw new RefusedException(
                        Reason.UNKNOWN_TABLE,
                        "'%s' names no table; write table or database.table".formatted(String.join(".", path)));
        };
    }

    private static Table readable(Table table) {
        if (table.schema().keysType() != KeysType.DUPLICATE) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "table '%s' has a %s KEY; only tables with a DUPLICATE KEY can be queried"
                            .formatted(table.name(), table.schema().keysType()));
        }
        return table;
    }

    private static Map<TabletKey, Long> visibleVersions(Map<TableName, Table> tables) {
        Map<TabletKey, Long> versions = new HashMap<>();
        for (Table table : tables.values()) {
            for (Partition partition : table.partitions()) {
                TableTablets.keys(partition).forEach(key -> versions.put(key, partition.visibleVersion()));
            }
        }
        return versions;
    }

    Map<TableName, Table> tables() {
        return tables;
    }

    /** The segments that hold a table's rows. */
    List<Path> files(Table table) {
        return pins.files(TableTablets.keys(table));
    }

    @Override
    public void close() {
        pins.close();
    }
}

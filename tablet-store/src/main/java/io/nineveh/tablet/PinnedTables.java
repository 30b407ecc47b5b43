package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.tablet.TabletKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables as they are at one moment, with their files kept in place until this is closed. */
final class PinnedTables implements Closeable {
    private static final int ATTEMPTS = 5;

    private final QueriedObjects objects;
    private final TabletPins pins;

    private PinnedTables(QueriedObjects objects, TabletPins pins) {
        this.objects = objects;
        this.pins = pins;
    }

    /** Looks up what a query reads. */
    interface Lookup {
        QueriedObjects find() throws SQLException;
    }

    /**
     * Pins the tables that a query reads.
     *
     * @throws RefusedException when one is missing, cannot be read, or needs a database to be chosen
     */
    static PinnedTables of(Lookup lookup, EmbeddedTabletStore store) throws SQLException {
        QueriedObjects objects = lookup.find();
        for (int attempt = 1; ; attempt++) {
            try {
                return new PinnedTables(objects, store.pin(visibleVersions(objects.tables())));
            } catch (IOException e) {
                // between catalog and store a table may have been dropped; then the catalog says so by now
                QueriedObjects now = lookup.find();
                if (now.tables().equals(objects.tables()) || attempt == ATTEMPTS) {
                    throw new RefusedException(Reason.STORAGE, "cannot read a table: " + e.getMessage(), e);
                }
                objects = now;
            }
        }
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
        return objects.tables();
    }

    /** Those of the information schema, by their names in lower case. */
    Map<String, MadeTable> made() {
        return objects.made();
    }

    /** Each after those that it reads. */
    Map<TableName, QueriedObjects.ParsedView> views() {
        return objects.views();
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

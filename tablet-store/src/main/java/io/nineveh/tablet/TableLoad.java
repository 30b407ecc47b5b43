package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One load: writes the files of a new version of every partition that it touches, then makes them all visible at once. Until
 * then nobody sees them, and if it does not come to that, the next load replaces them.
 */
final class TableLoad {
    private static final Logger LOG = LoggerFactory.getLogger(TableLoad.class);

    private final Catalog catalog;
    private final EmbeddedTabletStore store;
    private final String database;
    private final Table table;
    private final List<Partition> candidates;
    /** The partitions that get rows, by id, as they are before the load. */
    private final Map<Long, Partition> touched = new LinkedHashMap<>();

    private final Map<TabletKey, List<StagedSegment>> segments = new HashMap<>();
    private final List<Path> written = new ArrayList<>();
    private Optional<TabletPins> pins = Optional.empty();

    /**
     * A load into a table as it is now. The caller keeps other loads away from it.
     *
     * @param candidates those of its partitions that the rows were placed among
     */
    TableLoad(Catalog catalog, EmbeddedTabletStore store, String database, Table table, List<Partition> candidates) {
        this.catalog = catalog;
        this.store = store;
        this.database = database;
        this.table = table;
        this.candidates = candidates;
    }

    /** What becomes of the files of a load when it ends. */
    enum Fate {
        /** They are visible, or may be. */
        KEPT,
        /** They are removed, since nobody sees them. */
        WITHDRAWN
    }

    /**
     * Loads the rows. On return they are durable and visible.
     *
     * @throws RefusedException when the table changed meanwhile; nothing is loaded then
     * @throws IOException when files cannot be written; nothing is loaded then
     */
    void run(Connection connection, RowStaging staging, List<RowStaging.TabletRows> places)
            throws IOException, SQLException {
        boolean undecided = false;
        try {
            prepare(connection, staging, places);
            undecided = true;
            catalog.change(change -> {
                publish(change);
                return table;
            });
        } catch (RefusedException e) {
            undecided = false;
            throw e;
        } finally {
            // after a commit of unknown outcome the files may be visible, so they stay
            end(undecided ? Fate.KEPT : Fate.WITHDRAWN);
        }
    }

    /** Writes the files of the new versions, which nobody sees yet. Call {@link #end} in any case. */
    void prepare(Connection connection, RowStaging staging, List<RowStaging.TabletRows> places)
            throws IOException, SQLException {
        for (RowStaging.TabletRows place : places) {
            Partition partition = candidates.get(place.partition());
            touched.put(partition.id(), partition);
        }
        // a table that is dropped now keeps its directories until the load knows of it
        pins = Optional.of(store.pin(visibleVersions()));
        for (RowStaging.TabletRows place : places) {
            write(connection, staging, place);
        }
        addVersions();
    }

    /** Lets go of what {@link #prepare} held. */
    void end(Fate fate) {
        try {
            if (pins.isPresent() && fate == Fate.WITHDRAWN) {
                withdraw();
            }
        } finally {
            pins.ifPresent(TabletPins::close);
        }
    }

    private Map<TabletKey, Long> visibleVersions() {
        Map<TabletKey, Long> versions = new HashMap<>();
        for (Partition partition : touched.values()) {
            TableTablets.keys(partition).forEach(key -> versions.put(key, partition.visibleVersion()));
        }
        return versions;
    }

    private void write(Connection connection, RowStaging staging, RowStaging.TabletRows place) throws SQLException {
        Partition partition = candidates.get(place.partition());
        TabletKey tablet = TableTablets.keys(partition).get(place.bucket());
        Path file = store.newSegment(tablet, partition.visibleVersion() + 1);
        written.add(file);
        segments.computeIfAbsent(tablet, key -> new ArrayList<>())
                .add(new StagedSegment(
                        file,
                        DuckDb.update(
                                connection, StagedSegment.copy(table.schema(), staging.rowsOf(table, place), file))));
    }

    /** Every tablet of a touched partition gets the version, so that a tablet without it is known to be behind. */
    private void addVersions() throws IOException {
        for (Partition partition : touched.values()) {
            for (TabletKey tablet : TableTablets.keys(partition)) {
                store.addVersion(tablet, partition.visibleVersion() + 1, segments.getOrDefault(tablet, List.of()));
            }
        }
    }

    /**
     * Makes the new versions visible as part of a change.
     *
     * @throws RefusedException when the table changed meanwhile
     */
    void publish(CatalogChange change) {
        Table now = change.requireTable(database, table.name());
        requireUnchanged(now);
        change.replaceTable(
                database,
                now.withEachPartition(partition -> touched.containsKey(partition.id())
                        ? partition.withVersion(partition.visibleVersion() + 1, change.now())
                        : partition));
    }

    private void requireUnchanged(Table now) {
        boolean unchanged = now.id() == table.id()
                && touched.values().stream()
                        .allMatch(before -> now.allPartitions().stream()
                                .anyMatch(partition -> partition.id() == before.id()
                                        && partition.visibleVersion() == before.visibleVersion()));
        if (!unchanged) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "table '%s' or a partition of it was replaced while rows were loaded; nothing was loaded, try again"
                            .formatted(table.name()));
        }
    }

    private void withdraw() {
        try {
            for (Path file : written) {
                Files.deleteIfExists(file);
            }
            for (Partition partition : touched.values()) {
                for (TabletKey tablet : TableTablets.keys(partition)) {
                    store.removeVersionsFrom(tablet, partition.visibleVersion() + 1);
                }
            }
        } catch (IOException e) {
            LOG.warn("cannot remove the files of a load into table {} that failed; the next load does", table.id(), e);
        }
    }
}

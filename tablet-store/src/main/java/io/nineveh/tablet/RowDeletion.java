package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Replica;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.Tablet;
import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.nio.file.Path;
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
 * One DELETE: each tablet that loses rows is replaced by a new one with the rows that stay, all of them at once. Until then
 * nobody sees the new ones; a crash leaves them to the next start, which removes what the catalog does not know.
 */
final class RowDeletion {
    private static final Logger LOG = LoggerFactory.getLogger(RowDeletion.class);

    private final Catalog catalog;
    private final EmbeddedTabletStore store;
    private final String database;
    private final Table table;
    private final String condition;

    /** By the id of the old one. */
    private final Map<Long, Tablet> replacements = new HashMap<>();

    /** The partitions that lose rows, by id, as they are before. */
    private final Map<Long, Partition> touched = new LinkedHashMap<>();

    private final List<TabletKey> made = new ArrayList<>();
    private final List<TabletKey> replaced = new ArrayList<>();

    /** Opens a query of a table that is narrowed to some of its rows. */
    interface Sessions {
        QuerySession open(String mySqlText, Table narrowed) throws SQLException;
    }

    /** A deletion from a table as it is now. The caller keeps loads away from it. */
    RowDeletion(Catalog catalog, EmbeddedTabletStore store, String database, Table table, String condition) {
        this.catalog = catalog;
        this.store = store;
        this.database = database;
        this.table = table;
        this.condition = condition;
    }

    /**
     * Deletes rows. On return this is durable and visible.
     *
     * @return how many
     * @throws RefusedException when the condition is none, or the table changed meanwhile; nothing is deleted then
     */
    long run(Sessions sessions, List<Partition> partitions) throws IOException, SQLException {
        long rows = 0;
        boolean mayBeVisible = false;
        try {
            for (Partition partition : partitions) {
                for (MaterializedIndex index : partition.indexes()) {
                    for (Tablet tablet : index.tablets()) {
                        rows += delete(sessions, partition, index, tablet);
                    }
                }
            }
            keepUp();
            mayBeVisible = true;
            catalog.change(change -> {
                publish(change);
                return table;
            });
        } catch (RefusedException e) {
            mayBeVisible = false;
            throw e;
        } finally {
            // after a commit of unknown outcome the new tablets may be in use, so they stay
            if (!mayBeVisible) {
                drop(made);
            }
        }
        drop(replaced);
        return rows;
    }

    private long delete(Sessions sessions, Partition partition, MaterializedIndex index, Tablet tablet)
            throws IOException, SQLException {
        Table narrowed =
                table.withPartitions(List.of(partition.withIndexes(List.of(index.withTablets(List.of(tablet))))));
        long rows = count(sessions.open(ConditionQuery.count(table.name(), condition), narrowed));
        if (rows == 0) {
            return 0;
        }
        Tablet replacement = catalog.change(change -> new Tablet(
                change.newId(),
                tablet.replicas().stream()
                        .map(replica -> new Replica(change.newId(), replica.backendId()))
                        .toList()));
        TabletKey key = new TabletKey(replacement.id(), index.schemaHash());
        long version = partition.visibleVersion();
        made.add(key);
        store.create(key, version);
        Path file = store.newSegment(key, version + 1);
        store.addVersion(key, version + 1, List.of(copyRest(sessions, narrowed, file)));
        touched.put(partition.id(), partition);
        replacements.put(tablet.id(), replacement);
        replaced.add(new TabletKey(tablet.id(), index.schemaHash()));
        return rows;
    }

    private long count(QuerySession session) throws SQLException {
        try (session) {
            ConditionQuery.requireNoOther(session, table.name(), "DELETE");
            try (QueryResult result = QueryResult.begin(session, session.query().sql())) {
                result.next();
                return Long.parseLong(result.text(0).orElseThrow());
            }
        }
    }

    private StagedSegment copyRest(Sessions sessions, Table narrowed, Path file) throws SQLException {
        List<String> columns =
                table.schema().columns().stream().map(Column::name).toList();
        String rest = ConditionQuery.columns(table.name(), columns, Optional.of(ConditionQuery.not(condition)));
        try (QuerySession session = sessions.open(rest, narrowed)) {
            String rows = session.query().sql();
            return new StagedSegment(file, session.update(StagedSegment.copy(table.schema(), rows, file)));
        }
    }

    /** The other tablets of a touched partition get its new version, too. */
    private void keepUp() throws IOException {
        for (Partition partition : touched.values()) {
            for (TabletKey tablet : TableTablets.keys(partition)) {
                if (!replacements.containsKey(tablet.tabletId())) {
                    store.addVersion(tablet, partition.visibleVersion() + 1, List.of());
                }
            }
        }
    }

    private void publish(CatalogChange change) {
        if (touched.isEmpty()) {
            return;
        }
        Table now = change.requireTable(database, table.name());
        boolean unchanged = now.id() == table.id()
                && touched.values().stream()
                        .allMatch(before -> now.partitions().stream()
                                .anyMatch(partition -> partition.id() == before.id()
                                        && partition.indexes().equals(before.indexes())
                                        && partition.visibleVersion() == before.visibleVersion()));
        if (!unchanged) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "table '%s' or a partition of it was replaced meanwhile; nothing was deleted, try again"
                            .formatted(table.name()));
        }
        change.replaceTable(
                database,
                now.withPartitions(now.partitions().stream()
                        .map(partition -> touched.containsKey(partition.id()) ? after(partition, change) : partition)
                        .toList()));
    }

    private Partition after(Partition partition, CatalogChange change) {
        return partition
                .withIndexes(partition.indexes().stream()
                        .map(index -> index.withTablets(index.tablets().stream()
                                .map(tablet -> replacements.getOrDefault(tablet.id(), tablet))
                                .toList()))
                        .toList())
                .withVersion(partition.visibleVersion() + 1, change.now());
    }

    private void drop(List<TabletKey> tablets) {
        try {
            store.drop(tablets);
        } catch (IOException e) {
            LOG.warn(
                    "tablets of table {} that are not in use could not be removed; the next start does", table.id(), e);
        }
    }
}

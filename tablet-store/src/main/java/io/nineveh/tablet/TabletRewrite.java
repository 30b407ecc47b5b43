package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Replica;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.Tablet;
import io.nineveh.backup.tablet.TabletKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces tablets of a table by new ones with other rows or columns, all of them at once. Until then nobody sees the new ones;
 * a crash leaves them to the next start, which removes what the catalog does not know.
 */
final class TabletRewrite implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(TabletRewrite.class);

    private final Catalog catalog;
    private final EmbeddedTabletStore store;
    private final String database;
    private final Table table;
    private final SchemaChange columns;
    private final TableSchema schema;

    /** By the id of the old one. */
    private final Map<Long, Tablet> replacements = new HashMap<>();

    /** The partitions with a tablet that is replaced, by id, as they are before. */
    private final Map<Long, Partition> touched = new LinkedHashMap<>();

    private final List<TabletKey> made = new ArrayList<>();
    private final List<TabletKey> replaced = new ArrayList<>();
    private boolean mayBeVisible;

    /**
     * A rewrite of a table as it is now. The caller keeps loads away from it.
     *
     * @param columns that the table has afterwards; if they are others than before, all tablets have to be replaced
     */
    TabletRewrite(Catalog catalog, EmbeddedTabletStore store, String database, Table table, SchemaChange columns) {
        this.catalog = catalog;
        this.store = store;
        this.database = database;
        this.table = table;
        this.columns = columns;
        this.schema = columns.schema();
    }

    /** What is done with each tablet. */
    interface Visitor {
        /**
         * Called for one tablet.
         *
         * @param narrowed the table with this tablet alone
         */
        void visit(Place place, Table narrowed) throws IOException, SQLException;
    }

    /** Where a tablet is. */
    record Place(Partition partition, MaterializedIndex index, Tablet tablet) {
        TabletKey key() {
            return new TabletKey(tablet.id(), index.schemaHash());
        }
    }

    /** Goes to all tablets of some partitions. */
    void forEach(List<Partition> partitions, Visitor visitor) throws IOException, SQLException {
        for (Partition partition : partitions) {
            for (MaterializedIndex index : partition.indexes()) {
                for (Tablet tablet : index.tablets()) {
                    MaterializedIndex only = index.withTablets(List.of(tablet));
                    visitor.visit(
                            new Place(partition, index, tablet),
                            table.withPartitions(List.of(partition.withIndexes(List.of(only)))));
                }
            }
        }
    }

    /**
     * Makes the tablet that takes the place of another.
     *
     * @param rows the query for all its rows, with the columns of the schema in their types
     */
    void replace(Place place, QuerySession session, String rows) throws IOException, SQLException {
        Tablet replacement = catalog.change(change -> new Tablet(
                change.newId(),
                place.tablet().replicas().stream()
                        .map(replica -> new Replica(change.newId(), replica.backendId()))
                        .toList()));
        TabletKey key = new TabletKey(replacement.id(), schema.schemaHash());
        long version = place.partition().visibleVersion();
        made.add(key);
        store.create(key, version);
        Path file = store.newSegment(key, version + 1);
        long count = session.update(StagedSegment.copy(schema, rows, file));
        store.addVersion(key, version + 1, List.of(new StagedSegment(file, count)));
        touched.put(place.partition().id(), place.partition());
        replacements.put(place.tablet().id(), replacement);
        replaced.add(place.key());
    }

    /**
     * Makes what was replaced durable and visible.
     *
     * @param disposal takes the old tablets
     * @throws RefusedException when the table changed meanwhile; nothing is visible then
     */
    void publish(TabletDisposal disposal) throws IOException {
        if (touched.isEmpty() && schema.equals(table.schema())) {
            return;
        }
        keepUp();
        mayBeVisible = true;
        try {
            catalog.change(change -> {
                publish(change);
                return table;
            });
        } catch (RefusedException e) {
            mayBeVisible = false;
            throw e;
        }
        disposal.dropTablets(replaced);
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
        Table now = change.requireTable(database, table.name());
        if (now.id() != table.id() || !now.schema().equals(table.schema()) || !hasPartitionsOf(now)) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "table '%s' or a partition of it was replaced meanwhile; nothing was changed, try again"
                            .formatted(table.name()));
        }
        change.replaceTable(
                database,
                columns.appliedTo(now)
                        .withPartitions(now.partitions().stream()
                                .map(partition ->
                                        touched.containsKey(partition.id()) ? after(partition, change) : partition)
                                .toList()));
    }

    /** Whether the partitions are as they were, and with another schema whether there are no others. */
    private boolean hasPartitionsOf(Table now) {
        boolean sameSchema = schema.equals(table.schema());
        return (sameSchema || now.allPartitions().size() == touched.size())
                && touched.values().stream()
                        .allMatch(before -> now.partitions().stream()
                                .anyMatch(partition -> partition.id() == before.id()
                                        && partition.indexes().equals(before.indexes())
                                        && partition.visibleVersion() == before.visibleVersion()));
    }

    private Partition after(Partition partition, CatalogChange change) {
        return partition
                .withIndexes(partition.indexes().stream()
                        .map(index -> new MaterializedIndex(
                                index.id(),
                                index.name(),
                                schema.schemaHash(),
                                index.tablets().stream()
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

    /** Removes what was made and nobody sees. After a commit of unknown outcome it may be in use, so it stays. */
    @Override
    public void close() {
        if (!mayBeVisible) {
            drop(made);
        }
    }
}

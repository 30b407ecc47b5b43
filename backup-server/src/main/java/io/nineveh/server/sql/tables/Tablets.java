package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Replica;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.Tablet;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.tablet.EmbeddedTabletStore;
import io.nineveh.tablet.TabletStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tablets of partitions: how they come to be, what they hold, how they go. */
public final class Tablets {
    private static final Logger LOG = LoggerFactory.getLogger(Tablets.class);

    /** What tablets hold together. */
    public record Totals(long bytes, long rows, long replicas) {
        Totals plus(Totals other) {
            return new Totals(bytes + other.bytes, rows + other.rows, replicas + other.replicas);
        }

        /**
         * The rows, the bytes of one and of all, as MySQL's lists have them, followed by three lengths that nothing has here:
         * the greatest possible, of indexes, and free.
         */
        public List<Optional<String>> lengths() {
            return List.of(
                    Optional.of(Long.toString(rows)),
                    Optional.of(Long.toString(rows == 0 ? 0 : bytes / rows)),
                    Optional.of(Long.toString(bytes)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private Tablets() {}

    /** Partitions with new ids, empty; their tablets are not in the store yet. */
    static List<Partition> plan(CatalogChange change, long backendId, Table table, List<NamedRange> ranges) {
        return ranges.stream()
                .map(range -> new Partition(
                        change.newId(),
                        range.name(),
                        range.range(),
                        Partition.EMPTY_VERSION,
                        change.now(),
                        List.of(new MaterializedIndex(
                                change.newId(),
                                table.name(),
                                table.schema().schemaHash(),
                                Stream.generate(() -> newTablet(change, backendId))
                                        .limit(table.distribution().buckets())
                                        .toList()))))
                .toList();
    }

    private static Tablet newTablet(CatalogChange change, long backendId) {
        return new Tablet(change.newId(), List.of(new Replica(change.newId(), backendId)));
    }

    /**
     * Makes the tablets of partitions, then makes the partitions visible. When either fails, the tablets are removed again; a
     * crash leaves them to the next start, which removes what the catalog does not know.
     *
     * @return the table that has them
     */
    static Table createAll(EmbeddedTabletStore store, List<Partition> partitions, Supplier<Table> publish) {
        boolean done = false;
        try {
            for (TabletKey tablet : keys(partitions)) {
                store.create(tablet);
            }
            Table published = publish.get();
            done = true;
            LOG.info(
                    "created {} tablets of table {} (id {})",
                    keys(partitions).size(),
                    published.name(),
                    published.id());
            return published;
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.STORAGE,
                    "The tablets cannot be created: %s; see to the server's data directory".formatted(e.getMessage()),
                    e);
        } finally {
            if (!done) {
                drop(store, partitions);
            }
        }
    }

    /** Removes the tablets of partitions that nobody has seen. What fails is left to the next start. */
    private static void drop(EmbeddedTabletStore store, List<Partition> partitions) {
        try {
            store.drop(keys(partitions));
        } catch (IOException e) {
            LOG.warn("tablets of a table that was not made could not be removed; the next start removes them", e);
        }
    }

    static List<TabletKey> keys(List<Partition> partitions) {
        return partitions.stream()
                .flatMap(partition -> partition.indexes().stream())
                .flatMap(index -> index.tablets().stream().map(tablet -> key(index, tablet)))
                .toList();
    }

    /** What partitions hold at their visible versions. */
    public static Totals totals(EmbeddedTabletStore store, List<Partition> partitions) {
        Totals totals = new Totals(0, 0, 0);
        for (Partition partition : partitions) {
            for (MaterializedIndex index : partition.indexes()) {
                totals = totals.plus(totals(store, partition, index));
            }
        }
        return totals;
    }

    static Totals totals(EmbeddedTabletStore store, Partition partition, MaterializedIndex index) {
        Totals totals = new Totals(0, 0, 0);
        for (Tablet tablet : index.tablets()) {
            totals = totals.plus(totals(store, partition, index, tablet));
        }
        return totals;
    }

    static Totals totals(EmbeddedTabletStore store, Partition partition, MaterializedIndex index, Tablet tablet) {
        try {
            TabletStatus status = store.status(key(index, tablet), partition.visibleVersion());
            return new Totals(status.bytes(), status.rows(), tablet.replicas().size());
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.STORAGE, "Tablet %d cannot be read: %s".formatted(tablet.id(), e.getMessage()), e);
        }
    }

    /** How many replicas each tablet of a partition has. */
    static int replicationNum(Partition partition) {
        return partition.indexes().get(0).tablets().get(0).replicas().size();
    }

    private static TabletKey key(MaterializedIndex index, Tablet tablet) {
        return new TabletKey(tablet.id(), index.schemaHash());
    }
}

package io.nineveh.tablet;

import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The tablets of partitions: makes them, drops them, and says what they hold. */
public final class TableTablets {
    private final EmbeddedTabletStore store;

    public TableTablets(EmbeddedTabletStore store) {
        this.store = store;
    }

    /** The tablets of a partition's base index, in the order of the buckets. */
    public static List<TabletKey> keys(Partition partition) {
        return partition.indexes().stream()
                .flatMap(
                        index -> index.tablets().stream().map(tablet -> new TabletKey(tablet.id(), index.schemaHash())))
                .toList();
    }

    /** All tablets of a table, those of its temporary partitions among them. */
    public static List<TabletKey> keys(Table table) {
        return table.allPartitions().stream()
                .flatMap(partition -> keys(partition).stream())
                .toList();
    }

    /**
     * Makes the tablets of new partitions, before the catalog knows them. When that fails, none of them is left.
     *
     * @throws IOException when the storage root cannot be written
     */
    public void create(Collection<Partition> partitions) throws IOException {
        List<TabletKey> made = new ArrayList<>();
        boolean complete = false;
        try {
            for (Partition partition : partitions) {
                for (TabletKey tablet : keys(partition)) {
                    made.add(tablet);
                    store.create(tablet);
                }
            }
            complete = true;
        } finally {
            if (!complete) {
                store.drop(made);
            }
        }
    }

    /** Drops the tablets of partitions, once the catalog no longer knows them. Queries under way read on. */
    public void drop(Collection<Partition> partitions) throws IOException {
        for (Partition partition : partitions) {
            store.drop(keys(partition));
        }
    }

    /**
     * What each tablet of a partition holds at the visible version, in the order of the buckets.
     *
     * @throws IOException when a tablet is missing or lacks that version
     */
    public List<TabletStatus> statuses(Partition partition) throws IOException {
        List<TabletStatus> statuses = new ArrayList<>();
        for (TabletKey tablet : keys(partition)) {
            statuses.add(store.status(tablet, partition.visibleVersion()));
        }
        return List.copyOf(statuses);
    }

    /**
     * The sum over the tablets of partitions at their visible versions.
     *
     * @throws IOException when a tablet is missing or lacks that version
     */
    public TabletTotals totals(Collection<Partition> partitions) throws IOException {
        TabletTotals totals = TabletTotals.NOTHING;
        for (Partition partition : partitions) {
            for (TabletStatus status : statuses(partition)) {
                totals = totals.plus(status);
            }
        }
        return totals;
    }
}

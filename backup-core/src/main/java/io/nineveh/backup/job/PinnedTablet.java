package io.nineveh.backup.job;

import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.Tablet;
import io.nineveh.backup.repository.TabletPath;
import io.nineveh.backup.tablet.TabletKey;
import java.util.ArrayList;
import java.util.List;

/** A tablet of a backup, at the version that was visible when the backup began. */
record PinnedTablet(TabletPath path, TabletKey key, long version, long backendId) {

    /** All tablets of tables that are as they were when they were pinned. */
    static List<PinnedTablet> of(long databaseId, List<Table> tables) {
        List<PinnedTablet> pinned = new ArrayList<>();
        for (Table table : tables) {
            for (Partition partition : table.partitions()) {
                for (MaterializedIndex index : partition.indexes()) {
                    for (Tablet tablet : index.tablets()) {
                        pinned.add(new PinnedTablet(
                                new TabletPath(databaseId, table.id(), partition.id(), index.id(), tablet.id()),
                                new TabletKey(tablet.id(), index.schemaHash()),
                                partition.visibleVersion(),
                                tablet.replicas().get(0).backendId()));
                    }
                }
            }
        }
        return pinned;
    }
}

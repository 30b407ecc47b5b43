package io.nineveh.backup.job;

import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Replica;
import io.nineveh.backup.catalog.Tablet;
import io.nineveh.backup.tablet.TabletKey;
import java.util.ArrayList;
import java.util.List;

/** A tablet that a restore has taken out of the catalog, to be dropped. */
record ObsoleteTablet(long backendId, TabletKey key) {

    static List<ObsoleteTablet> of(List<Partition> partitions) {
        List<ObsoleteTablet> obsolete = new ArrayList<>();
        for (Partition partition : partitions) {
            for (MaterializedIndex index : partition.indexes()) {
                for (Tablet tablet : index.tablets()) {
                    for (Replica replica : tablet.replicas()) {
                        obsolete.add(new ObsoleteTablet(
                                replica.backendId(), new TabletKey(tablet.id(), index.schemaHash())));
                    }
                }
            }
        }
        return obsolete;
    }
}

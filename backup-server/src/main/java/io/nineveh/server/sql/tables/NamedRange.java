package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;

/** The name of a partition and its rows. */
record NamedRange(String name, PartitionRange range) {
    NamedRange {
        requireNonNull(name, "name");
        requireNonNull(range, "range");
    }

    static NamedRange of(Partition partition) {
        return new NamedRange(partition.name(), partition.range());
    }
}

package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A partition: the smallest unit of backup.
 *
 * @param id never used again for anything else
 * @param visibleVersion what readers see; 1 is empty, and each load adds 1
 * @param visibleVersionTime when that version became visible
 * @param indexes the base index, named as the table, and none other for now
 */
public record Partition(
        long id,
        String name,
        PartitionRange range,
        long visibleVersion,
        Instant visibleVersionTime,
        List<MaterializedIndex> indexes) {
    public static final long EMPTY_VERSION = 1;

    public Partition {
        requireNonNull(name, "name");
        requireNonNull(range, "range");
        requireNonNull(visibleVersionTime, "visibleVersionTime");
        indexes = List.copyOf(indexes);
    }

    /** The same partition with another name. */
    public Partition withName(String other) {
        return new Partition(id, other, range, visibleVersion, visibleVersionTime, indexes);
    }

    /** The same partition with other indexes. */
    public Partition withIndexes(List<MaterializedIndex> others) {
        return new Partition(id, name, range, visibleVersion, visibleVersionTime, others);
    }

    /** The same partition at another version. */
    public Partition withVersion(long version, Instant time) {
        return new Partition(id, name, range, version, time, indexes);
    }
}

package io.nineveh.backup.catalog;

import java.util.List;

/**
 * The rows of a range partition: from {@code lower}, included, to {@code upper}, excluded. A bound has a value for each of
 * the leading partition columns, written as a literal without quotes; an empty bound is no bound.
 */
public record PartitionRange(List<String> lower, List<String> upper) {
    public PartitionRange {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
    }

    /** All rows. */
    public static PartitionRange unbounded() {
        return new PartitionRange(List.of(), List.of());
    }
}

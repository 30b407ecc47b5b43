package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How the rows of a table are divided into partitions.
 *
 * @param columns whose values decide; empty for {@link Kind#UNPARTITIONED}
 */
public record Partitioning(Kind kind, List<String> columns) {
    public enum Kind {
        UNPARTITIONED,
        RANGE,
        /** Each partition has a list of values. */
        LIST
    }

    public Partitioning {
        requireNonNull(kind, "kind");
        columns = List.copyOf(columns);
        if ((kind == Kind.UNPARTITIONED) != columns.isEmpty()) {
            throw new IllegalArgumentException("partitioning %s with columns %s".formatted(kind, columns));
        }
    }

    public static Partitioning none() {
        return new Partitioning(Kind.UNPARTITIONED, List.of());
    }

    public static Partitioning byRange(List<String> columns) {
        return new Partitioning(Kind.RANGE, columns);
    }

    public static Partitioning byList(List<String> columns) {
        return new Partitioning(Kind.LIST, columns);
    }
}

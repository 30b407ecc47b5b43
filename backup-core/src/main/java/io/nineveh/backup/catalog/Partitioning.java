package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How the rows of a table are divided into partitions.
 *
 * @param columns whose values decide; empty for {@link Kind#UNPARTITIONED}
 * @param automatic of a table whose loads make partitions for rows that none takes, what each of them holds
 */
public record Partitioning(Kind kind, List<String> columns, Optional<PartitionUnit> automatic) {
    public enum Kind {
        UNPARTITIONED,
        RANGE,
        /** Each partition has a list of values. */
        LIST
    }

    public Partitioning {
        requireNonNull(kind, "kind");
        requireNonNull(automatic, "automatic");
        columns = List.copyOf(columns);
        if ((kind == Kind.UNPARTITIONED) != columns.isEmpty()) {
            throw new IllegalArgumentException("partitioning %s with columns %s".formatted(kind, columns));
        }
        Kind automaticKind = automatic
                .map(unit -> unit == PartitionUnit.VALUE ? Kind.LIST : Kind.RANGE)
                .orElse(kind);
        if (automaticKind != kind) {
            throw new IllegalArgumentException("partitioning %s with units of %s".formatted(kind, automatic));
        }
    }

    public static Partitioning none() {
        return new Partitioning(Kind.UNPARTITIONED, List.of(), Optional.empty());
    }

    public static Partitioning byRange(List<String> columns) {
        return new Partitioning(Kind.RANGE, columns, Optional.empty());
    }

    public static Partitioning byList(List<String> columns) {
        return new Partitioning(Kind.LIST, columns, Optional.empty());
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.sql.IfNotExists;
import java.util.List;

/** The partitions that a table has, and how definitions of further ones are to be read beside them. Immutable. */
sealed interface TablePartitions permits RangePartitions, ListPartitions {

    /**
     * Those of a table.
     *
     * @throws RefusedException when it is not partitioned
     */
    static TablePartitions of(Table table) {
        List<Column> columns = table.partitioning().columns().stream()
                .map(name -> table.schema().column(name).orElseThrow())
                .toList();
        List<NamedRange> existing =
                table.partitions().stream().map(NamedRange::of).toList();
        return switch (table.partitioning().kind()) {
            case RANGE -> new RangePartitions(columns, existing);
            case LIST -> new ListPartitions(columns, existing);
            case UNPARTITIONED ->
                throw new RefusedException(
                        Reason.INVALID,
                        "Table '%s' is not partitioned; create it with PARTITION BY to add partitions"
                                .formatted(table.name()));
        };
    }

    /** Those of a table that has none yet. */
    static TablePartitions none(Partitioning.Kind kind, List<Column> columns) {
        return kind == Partitioning.Kind.LIST
                ? new ListPartitions(columns, List.of())
                : new RangePartitions(columns, List.of());
    }

    /**
     * The ranges that definitions stand for, in order; without those of existing partitions for which IF NOT EXISTS is
     * said.
     *
     * @throws RefusedException when one is not valid, is empty or overlaps another, or a name is taken
     */
    List<NamedRange> resolve(List<PartitionDefinition> definitions);

    /** Whether a partition is there already and that is all right. */
    static boolean isThere(String name, IfNotExists ifNotExists, List<NamedRange> before) {
        return ifNotExists == IfNotExists.TOLERANT
                && before.stream().anyMatch(range -> range.name().equals(name));
    }

    /**
     * Makes sure that no other partition has a name.
     *
     * @throws RefusedException when one has
     */
    static void requireNewName(String name, List<NamedRange> others) {
        if (others.stream().anyMatch(other -> other.name().equals(name))) {
            throw new RefusedException(Reason.INVALID, "Duplicate partition name %s; choose another".formatted(name));
        }
    }
}

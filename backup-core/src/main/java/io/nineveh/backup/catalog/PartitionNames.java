package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.List;

/**
 * The partitions of a table that a statement names.
 *
 * @param names empty: all
 */
public record PartitionNames(PartitionKind kind, List<String> names) {
    /** All formal ones. */
    public static final PartitionNames ALL = formal(List.of());

    public PartitionNames {
        requireNonNull(kind, "kind");
        names = List.copyOf(names);
    }

    public static PartitionNames formal(List<String> names) {
        return new PartitionNames(PartitionKind.FORMAL, names);
    }

    /**
     * Those of a table, in its order.
     *
     * @throws RefusedException when it lacks one
     */
    public List<Partition> in(Table table) {
        names.forEach(name -> require(kind, table, name));
        return kind.of(table).partitions().stream()
                .filter(partition -> names.isEmpty() || names.contains(partition.name()))
                .toList();
    }

    /**
     * The partition of a name.
     *
     * @throws RefusedException when the table has none
     */
    public static Partition require(PartitionKind kind, Table table, String name) {
        return kind.of(table)
                .partition(name)
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_PARTITION,
                        kind == PartitionKind.FORMAL
                                ? "Unknown partition '%s' in table '%s'; SHOW PARTITIONS lists those there are"
                                        .formatted(name, table.name())
                                : "Unknown temporary partition '%s' in table '%s'; SHOW TEMPORARY PARTITIONS lists those there are"
                                        .formatted(name, table.name())));
    }
}

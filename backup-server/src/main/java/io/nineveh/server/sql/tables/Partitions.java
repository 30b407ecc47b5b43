package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import java.util.List;

/** The partitions of a table that a statement names. */
final class Partitions {
    private Partitions() {}

    /**
     * The partition of a name.
     *
     * @throws RefusedException when the table has none
     */
    static Partition require(Table table, String name) {
        return table.partition(name)
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_PARTITION,
                        "Unknown partition '%s' in table '%s'; SHOW PARTITIONS lists those there are"
                                .formatted(name, table.name())));
    }

    /**
     * The partitions of these names, in the order of the table; without names all.
     *
     * @throws RefusedException when the table lacks one
     */
    static List<Partition> named(Table table, List<String> names) {
        names.forEach(name -> require(table, name));
        return table.partitions().stream()
                .filter(partition -> names.isEmpty() || names.contains(partition.name()))
                .toList();
    }
}

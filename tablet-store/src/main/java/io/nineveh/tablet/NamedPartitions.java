package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import java.util.List;

/** The partitions that a statement names. */
final class NamedPartitions {
    private NamedPartitions() {}

    /**
     * Those with these names; all of the table when there are no names.
     *
     * @throws RefusedException when the table has no such partition
     */
    static List<Partition> of(Table table, List<String> names) {
        if (names.isEmpty()) {
            return table.partitions();
        }
        return names.stream()
                .distinct()
                .map(name -> table.partition(name)
                        .orElseThrow(() -> new RefusedException(
                                Reason.UNKNOWN_PARTITION,
                                "Unknown partition '%s' in table '%s'".formatted(name, table.name()))))
                .toList();
    }
}

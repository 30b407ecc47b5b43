package io.nineveh.backup.job;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.repository.SnapshotInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps a snapshot without rows from taking those of the database away: its empty partitions would be put in the place of
 * full ones. What {@code clean_tables} and {@code clean_partitions} drop was asked for.
 */
final class RowLoss {
    private RowLoss() {}

    /**
     * Looks at the tables as they are when a restore is submitted. From then on nobody else can load what it replaces.
     *
     * @param objects with their partitions
     * @throws RefusedException when a partition would be replaced that was ever loaded
     */
    static void refuse(RestoreRequest request, Database database, List<RestoreObject> objects, SnapshotInfo info) {
        if (info.content() != SnapshotInfo.Content.METADATA_ONLY) {
            return;
        }
        Map<String, List<String>> lost = new TreeMap<>();
        for (RestoreObject object : objects) {
            database.table(object.targetName())
                    .map(table -> loaded(request, table, object))
                    .filter(not(List::isEmpty))
                    .ifPresent(partitions -> lost.put(object.targetName(), partitions));
        }
        if (!lost.isEmpty()) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "Snapshot %s has no rows, only metadata (\"content\" = \"metadata_only\"): to restore it would remove the rows of %s. Restore what is named here under another name with AS, or drop it first"
                            .formatted(
                                    info.label(),
                                    lost.entrySet().stream()
                                            .map(table -> "table %s (partitions %s)"
                                                    .formatted(table.getKey(), String.join(", ", table.getValue())))
                                            .collect(joining(", "))));
        }
    }

    /** A table that may be replaced as a whole may lose all, and one without partitions has one of its own name. */
    private static List<String> loaded(RestoreRequest request, Table table, RestoreObject object) {
        boolean isWhole = request.options().contains(RestoreOption.FORCE_REPLACE)
                || table.partitioning().kind() == Partitioning.Kind.UNPARTITIONED;
        return table.partitions().stream()
                .filter(partition -> partition.visibleVersion() > Partition.EMPTY_VERSION)
                .map(Partition::name)
                .filter(name -> isWhole || object.partitions().contains(name))
                .toList();
    }
}

package io.nineveh.backup.job;

import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.RangeOrder;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.job.ExistingTable.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts what was restored into the catalog, as part of the one transaction that finishes the job. */
final class RestoreCommit {
    private final RestoreRecord job;
    private final CatalogChange catalog;
    private final String database;
    private final List<ObsoleteTablet> obsolete = new ArrayList<>();

    RestoreCommit(RestoreRecord job, CatalogChange catalog) {
        this.job = job;
        this.catalog = catalog;
        this.database = job.header().database();
    }

    /**
     * Makes all of it visible.
     *
     * @return the tablets that nothing refers to any more
     * @throws JobFailure when a table is not what it was when the job looked at it
     */
    List<ObsoleteTablet> run() {
        for (ExistingTable existing : job.terms().existing()) {
            if (existing.fate() != Fate.OVERWRITTEN) {
                TargetTables.current(job, catalog, existing);
                obsolete.addAll(ObsoleteTablet.of(
                        catalog.dropTable(database, existing.name()).allPartitions()));
            }
        }
        for (Table table : job.tables()) {
            Optional<ExistingTable> overwritten =
                    job.terms().existing(table.name()).filter(existing -> existing.fate() == Fate.OVERWRITTEN);
            if (overwritten.isPresent()) {
                overwrite(overwritten.get(), table);
            } else {
                catalog.addTable(database, table);
            }
        }
        new TargetViews(job, catalog).commit();
        return List.copyOf(obsolete);
    }

    private void overwrite(ExistingTable existing, Table restored) {
        Table current = TargetTables.current(job, catalog, existing);
        TableDifferences.between(current, restored, existing.cleanedPartitions())
                .ifPresent(differences -> {
                    throw TargetTables.failure(
                            "table %s was changed while the restore ran: %s. Submit the restore again"
                                    .formatted(existing.name(), differences));
                });
        Set<String> leaving = new HashSet<>(existing.cleanedPartitions());
        restored.partitions().forEach(partition -> leaving.add(partition.name()));
        obsolete.addAll(ObsoleteTablet.of(current.partitions().stream()
                .filter(partition -> leaving.contains(partition.name()))
                .toList()));
        Stream<Partition> all = Stream.concat(
                current.partitions().stream().filter(partition -> !leaving.contains(partition.name())),
                restored.partitions().stream());
        catalog.replaceTable(database, current.withPartitions(inOrder(current, all)));
    }

    private static List<Partition> inOrder(Table table, Stream<Partition> partitions) {
        return table.partitioning().kind() == Partitioning.Kind.UNPARTITIONED
                ? partitions.toList()
                : partitions
                        .sorted(Comparator.comparing(
                                partition -> partition.range().lower(),
                                RangeOrder.of(table).lower()))
                        .toList();
    }
}

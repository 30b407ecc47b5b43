package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables that an unfinished restore changes, for which nobody else may do that, and the names of what it restores, which
 * nobody else may take. Kept beside the job as a document.
 *
 * @param partitions those that the restore puts in or takes out, by the table's name
 * @param names of tables and views; none in the documents of earlier versions
 */
record Reservation(
        long jobId, String label, boolean isLoadAllowed, Map<String, List<String>> partitions, Set<String> names) {
    static final String DOCUMENT = "__reservation";

    Reservation {
        requireNonNull(label, "label");
        partitions = Map.copyOf(partitions);
        names = names == null ? Set.of() : Set.copyOf(names);
    }

    static Reservation of(RestoreRecord job, Database database) {
        Map<String, List<String>> partitions = new TreeMap<>();
        for (ExistingTable existing : job.terms().existing()) {
            Table table = database.table(existing.name()).orElseThrow();
            partitions.put(existing.name(), reserved(job, existing, table));
        }
        return new Reservation(
                job.header().id(),
                job.header().label(),
                job.terms().has(RestoreOption.ALLOW_LOAD),
                partitions,
                job.objects().stream().map(RestoreObject::targetName).collect(toSet()));
    }

    private static List<String> reserved(RestoreRecord job, ExistingTable existing, Table table) {
        Set<String> restored = new HashSet<>(existing.cleanedPartitions());
        job.objects().stream()
                .filter(object -> object.targetName().equals(table.name()))
                .forEach(object -> restored.addAll(object.partitions()));
        // what may be replaced as a whole takes no rows at all, and a table without partitions has one of its own name
        boolean isWhole = existing.fate() != ExistingTable.Fate.OVERWRITTEN
                || job.terms().has(RestoreOption.FORCE_REPLACE)
                || table.partitioning().columns().isEmpty();
        return table.partitions().stream()
                .map(Partition::name)
                .filter(name -> isWhole || restored.contains(name))
                .toList();
    }

    /** Whether the restore stands in the way of a change. */
    boolean forbids(Table before, Optional<Table> after) {
        return partitions.containsKey(before.name())
                && !(isLoadAllowed && after.isPresent() && isLoadBesides(before, after.get()));
    }

    /** Whether nothing changes but versions of partitions that the restore leaves alone. */
    private boolean isLoadBesides(Table before, Table after) {
        List<String> reserved = partitions.getOrDefault(before.name(), List.of());
        List<Partition> expected = before.partitions().stream()
                .map(partition -> reserved.contains(partition.name())
                        ? partition
                        : after.partition(partition.name())
                                .map(loaded ->
                                        partition.withVersion(loaded.visibleVersion(), loaded.visibleVersionTime()))
                                .orElse(partition))
                .toList();
        return before.withPartitions(expected).equals(after);
    }
}

package io.nineveh.backup.job;

import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.job.JobStatus.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds for the tables of a snapshot where they go: into a table that is there, in its place, or beside all others. */
final class TargetTables {
    private final RestoreRecord job;
    private final CatalogChange catalog;
    private final Map<String, ExistingTable> existing = new TreeMap<>();
    private final List<Table> tables = new ArrayList<>();

    TargetTables(RestoreRecord job, CatalogChange catalog) {
        this.job = job;
        this.catalog = catalog;
        job.terms().existing().forEach(table -> existing.put(table.name(), table));
    }

    /**
     * Takes in a table.
     *
     * @param made as it will be if there is none of its name
     * @throws JobFailure when there is one that it does not fit
     */
    void add(Table made) {
        Optional<ExistingTable> target = Optional.ofNullable(existing.get(made.name()));
        if (target.isEmpty()) {
            tables.add(asNew(made));
            return;
        }
        Table current = current(job, catalog, target.get());
        Optional<String> differences =
                TableDifferences.between(current, made, target.get().cleanedPartitions());
        if (differences.isEmpty()) {
            tables.add(current.withPartitions(made.partitions()));
        } else if (job.terms().has(RestoreOption.FORCE_REPLACE)) {
            existing.put(made.name(), target.get().replaced());
            tables.add(asNew(made));
        } else {
            throw failure(
                    ("%s. Restore it under another name with AS, or replace the whole table with \"atomic_restore\" = \"true\""
                                    + " and \"force_replace\" = \"true\"")
                            .formatted(differences.get()));
        }
    }

    /** Dynamic partitions would begin at once to drop what was restored, and a colocation group may be another here. */
    private Table asNew(Table made) {
        Map<String, String> properties = new HashMap<>(made.properties());
        if (!job.terms().has(RestoreOption.RESERVE_COLOCATE)) {
            properties.remove("colocate_with");
        }
        if (!job.terms().has(RestoreOption.RESERVE_DYNAMIC_PARTITION_ENABLE)
                && properties.keySet().stream().anyMatch(name -> name.startsWith("dynamic_partition."))) {
            properties.put("dynamic_partition.enable", "false");
        }
        return made.withProperties(properties);
    }

    /** Those that are new have ids of their own; those that are overwritten have theirs, and the new partitions alone. */
    List<Table> tables() {
        return List.copyOf(tables);
    }

    RestoreTerms terms() {
        return job.terms().withExisting(List.copyOf(existing.values()));
    }

    /**
     * A table that was there when the job was submitted, as it is now.
     *
     * @throws JobFailure when it is gone, or another bears its name
     */
    static Table current(RestoreRecord job, CatalogChange catalog, ExistingTable existing) {
        return catalog.requireDatabase(job.header().database())
                .table(existing.name())
                .filter(table -> table.id() == existing.id())
                .orElseThrow(
                        () -> failure("table %s was dropped or replaced while the restore ran; submit the restore again"
                                .formatted(existing.name())));
    }

    static JobFailure failure(String message) {
        return new JobFailure(new JobStatus(Code.COMMON_ERROR, message));
    }
}

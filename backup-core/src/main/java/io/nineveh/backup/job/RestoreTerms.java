package io.nineveh.backup.job;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a restore deals with what is there.
 *
 * @param existing the tables that it changes
 * @param droppedViews the ids of the views that it drops; missing in what an earlier version wrote
 * @param obsolete the tablets that the finished job has still to drop
 */
record RestoreTerms(
        Set<RestoreOption> options,
        List<ExistingTable> existing,
        List<Long> droppedViews,
        List<ObsoleteTablet> obsolete) {
    /** Those of a job that makes new tables only, as all did that an earlier version wrote. */
    static final RestoreTerms NEW_TABLES_ONLY = new RestoreTerms(Set.of(), List.of(), List.of(), List.of());

    RestoreTerms {
        options = Set.copyOf(options);
        existing = List.copyOf(existing);
        droppedViews = List.copyOf(requireNonNullElse(droppedViews, List.of()));
        obsolete = List.copyOf(obsolete);
    }

    Optional<ExistingTable> existing(String name) {
        return existing.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    boolean has(RestoreOption option) {
        return options.contains(option);
    }

    RestoreTerms withExisting(List<ExistingTable> others) {
        return new RestoreTerms(options, others, droppedViews, obsolete);
    }

    RestoreTerms withObsolete(List<ObsoleteTablet> tablets) {
        return new RestoreTerms(options, existing, droppedViews, tablets);
    }
}

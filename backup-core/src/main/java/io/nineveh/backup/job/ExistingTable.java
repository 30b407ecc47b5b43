package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A table that was there when a restore was submitted, and that the restore changes.
 *
 * @param id by which it is known to be still the same
 * @param cleanedPartitions those of its partitions that go because the snapshot has none of their names
 */
record ExistingTable(String name, long id, Fate fate, List<String> cleanedPartitions) {
    /** What becomes of it. */
    enum Fate {
        /** Partitions are put into it. */
        OVERWRITTEN,
        /** Another table takes its name. */
        REPLACED,
        /** It is dropped. */
        DROPPED
    }

    ExistingTable {
        requireNonNull(name, "name");
        requireNonNull(fate, "fate");
        cleanedPartitions = List.copyOf(cleanedPartitions);
    }

    ExistingTable replaced() {
        return new ExistingTable(name, id, Fate.REPLACED, List.of());
    }
}

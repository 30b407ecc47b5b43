package io.nineveh.backup.job;

/** What a restore may be told to do; each is off unless it is said. */
public enum RestoreOption {
    /** Rows may be loaded, while the restore runs, into partitions that it does not replace. */
    ALLOW_LOAD,
    /** As many copies as in the snapshot, which is one: nothing changes. */
    RESERVE_REPLICA,
    /** A table that is made keeps the property {@code colocate_with}. */
    RESERVE_COLOCATE,
    /** A table that is made keeps its dynamic partitions switched on. */
    RESERVE_DYNAMIC_PARTITION_ENABLE,
    /** Tables that are not in the snapshot are dropped. */
    CLEAN_TABLES,
    /** Partitions of the restored tables that are not in the snapshot are dropped. */
    CLEAN_PARTITIONS,
    /** A restore is atomic in any case: nothing changes. */
    ATOMIC_RESTORE,
    /** A table that does not fit the one in the snapshot is replaced as a whole. */
    FORCE_REPLACE
}

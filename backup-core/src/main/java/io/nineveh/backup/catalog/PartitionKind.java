package io.nineveh.backup.catalog;

/** Which of the partitions of a table are meant. */
public enum PartitionKind {
    /** Those that queries read and backups save. */
    FORMAL,
    /** Those that are filled aside, to take the place of others at once. */
    TEMPORARY;

    /** The table as if these were its formal partitions, and the others the temporary ones. Twice, that is the table itself. */
    public Table of(Table table) {
        return this == FORMAL
                ? table
                : table.withPartitions(table.temporaryPartitions()).withTemporaryPartitions(table.partitions());
    }
}

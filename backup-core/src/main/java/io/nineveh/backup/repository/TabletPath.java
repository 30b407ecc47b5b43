package io.nineveh.backup.repository;

/** Where a tablet's files are below a snapshot's content; the ids are those of the cluster that wrote it. */
public record TabletPath(long databaseId, long tableId, long partitionId, long indexId, long tabletId) {

    /** The path of a file of the tablet, below the snapshot's content. */
    public String file(ChecksummedName name) {
        return this + "/" + name;
    }

    /** The path of the tablet's directory, below the snapshot's content. */
    @Override
    public String toString() {
        return "__db_%d/__tbl_%d/__part_%d/__idx_%d/__%d"
                .formatted(databaseId, tableId, partitionId, indexId, tabletId);
    }
}

package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.Md5;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The content of {@code __info}: what a snapshot holds, down to the names of its files. Times are to the millisecond.
 *
 * @param databaseId of the database at the cluster that wrote it
 * @param tables with unique names
 * @param views with unique names, which no table has
 * @param origin empty when another product wrote it
 */
public record SnapshotInfo(
        String label,
        String database,
        long databaseId,
        Instant backupTime,
        Content content,
        List<SnapshotTable> tables,
        List<SnapshotView> views,
        Optional<SnapshotOrigin> origin) {

    /** Whether rows are in it. */
    public enum Content {
        ALL,
        METADATA_ONLY
    }

    /** A table in a snapshot. */
    public record SnapshotTable(String name, long id, List<SnapshotPartition> partitions) {
        public SnapshotTable {
            requireNonNull(name, "name");
            partitions = List.copyOf(partitions);
        }

        public Optional<SnapshotPartition> partition(String partitionName) {
            return partitions.stream()
                    .filter(partition -> partition.name().equals(partitionName))
                    .findFirst();
        }
    }

    /** A partition, at the version that was visible when the snapshot was made. */
    public record SnapshotPartition(String name, long id, long version, List<SnapshotIndex> indexes) {
        public SnapshotPartition {
            requireNonNull(name, "name");
            indexes = List.copyOf(indexes);
        }
    }

    /** An index; its tablets are in the order of their buckets. */
    public record SnapshotIndex(String name, long id, int schemaHash, List<SnapshotTablet> tablets) {
        public SnapshotIndex {
            requireNonNull(name, "name");
            tablets = List.copyOf(tablets);
        }
    }

    /** A tablet and its files. */
    public record SnapshotTablet(long id, List<ChecksummedName> files) {
        public SnapshotTablet {
            files = List.copyOf(files);
        }
    }

    /** A view. */
    public record SnapshotView(long id, String name) {
        public SnapshotView {
            requireNonNull(name, "name");
        }
    }

    /**
     * What only this product writes.
     *
     * @param version of the product
     * @param meta the MD5 of the snapshot's {@code __meta}; empty when the writer did not record it
     * @param files by their path below the snapshot's content
     */
    public record SnapshotOrigin(
            String version,
            String clusterId,
            Instant finishTime,
            Optional<Instant> expireTime,
            Optional<SnapshotBase> base,
            Optional<Md5> meta,
            Map<String, StoredFile> files) {
        public SnapshotOrigin {
            requireNonNull(version, "version");
            requireNonNull(clusterId, "clusterId");
            requireNonNull(finishTime, "finishTime");
            requireNonNull(expireTime, "expireTime");
            requireNonNull(base, "base");
            requireNonNull(meta, "meta");
            files = Map.copyOf(files);
        }
    }

    /** The snapshot that an incremental one refers to. */
    public record SnapshotBase(String label, SnapshotTimestamp timestamp) {
        public SnapshotBase {
            requireNonNull(label, "label");
            requireNonNull(timestamp, "timestamp");
        }
    }

    /**
     * A file of a snapshot.
     *
     * @param size in bytes
     * @param heldBy the label whose content holds it, if that is another one
     */
    public record StoredFile(long size, Optional<String> heldBy) {
        public StoredFile {
            requireNonNull(heldBy, "heldBy");
        }
    }

    public SnapshotInfo {
        requireNonNull(label, "label");
        requireNonNull(database, "database");
        requireNonNull(backupTime, "backupTime");
        requireNonNull(content, "content");
        requireNonNull(origin, "origin");
        tables = List.copyOf(tables);
        views = List.copyOf(views);
    }

    public Optional<SnapshotTable> table(String tableName) {
        return tables.stream().filter(table -> table.name().equals(tableName)).findFirst();
    }

    public boolean hasView(String viewName) {
        return views.stream().anyMatch(view -> view.name().equals(viewName));
    }

    /** The size of a file by its path below the content, where the writer recorded it. */
    public OptionalLong fileSize(String path) {
        return origin.map(SnapshotOrigin::files).map(files -> files.get(path)).stream()
                .mapToLong(StoredFile::size)
                .findFirst();
    }

    /** The label whose content holds a file. */
    public String holder(String path) {
        return origin.map(SnapshotOrigin::files)
                .map(files -> files.get(path))
                .flatMap(StoredFile::heldBy)
                .orElse(label);
    }
}

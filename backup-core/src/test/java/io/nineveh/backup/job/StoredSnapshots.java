package io.nineveh.backup.job;

import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.FileDownload;
import io.nineveh.backup.repository.RepositoryLayout;
import io.nineveh.backup.repository.RepositorySnapshots;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotIndex;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTable;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTablet;
import io.nineveh.backup.repository.TabletPath;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The snapshots that a reader finds at a storage, and what is in them, read without a job. */
final class StoredSnapshots {
    private final RepositoryLayout layout = RepositoryLayout.of(Location.of("mem://host/backups"), "repo");
    private final RepositorySnapshots snapshots;
    private final FileDownload files;

    StoredSnapshots(MemoryFileSystem storage) {
        this.snapshots = new RepositorySnapshots(storage, layout, passed -> {});
        this.files = new FileDownload(storage, passed -> {});
    }

    SortedSet<String> labels() throws IOException {
        SortedSet<String> labels = new TreeSet<>();
        snapshots.list().stream()
                .filter(entry -> !entry.timestamps().isEmpty())
                .forEach(entry -> labels.add(entry.label()));
        return labels;
    }

    /** The rows of each table, each file checked. */
    SortedMap<String, TableRows> rows(String label) throws IOException {
        SnapshotInfo info = snapshots.readInfo(
                label, snapshots.find(label).orElseThrow().timestamps().get(0));
        SortedMap<String, TableRows> tables = new TreeMap<>();
        for (SnapshotTable table : info.tables()) {
            SortedMap<String, SortedMap<String, String>> buckets = new TreeMap<>();
            for (SnapshotPartition partition : table.partitions()) {
                SnapshotIndex index = partition.indexes().get(0);
                for (SnapshotTablet tablet : index.tablets()) {
                    TabletPath path =
                            new TabletPath(info.databaseId(), table.id(), partition.id(), index.id(), tablet.id());
                    buckets.put(
                            partition.name() + "/" + index.tablets().indexOf(tablet),
                            segments(layout.tablet(label, path), tablet));
                }
            }
            tables.put(table.name(), new TableRows(buckets));
        }
        return tables;
    }

    private SortedMap<String, String> segments(Location directory, SnapshotTablet tablet) throws IOException {
        SortedMap<String, String> segments = new TreeMap<>();
        for (ChecksummedName name : tablet.files()) {
            byte[] content = files.read(directory.child(name.toString()), name.md5());
            if (name.name().endsWith(".dat")) {
                segments.put(name.name(), new String(content, StandardCharsets.UTF_8));
            }
        }
        return segments;
    }
}

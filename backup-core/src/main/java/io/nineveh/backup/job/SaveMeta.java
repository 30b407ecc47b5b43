package io.nineveh.backup.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.RepositorySnapshots;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotIndex;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotOrigin;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTable;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTablet;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotView;
import io.nineveh.backup.repository.SnapshotInfo.StoredFile;
import io.nineveh.backup.repository.SnapshotMeta;
import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * SAVE_META: composes {@code __meta} and {@code __info} and keeps them, so that the next state writes the same bytes however
 * often it is repeated. The snapshots are not needed any more.
 */
final class SaveMeta implements JobStep<BackupRecord> {
    static final String META_DOCUMENT = "__meta";
    static final String INFO_DOCUMENT = "__info";

    @Override
    public MetadataWork<BackupRecord, RuntimeException> run(BackupRecord job, JobContext context) throws IOException {
        BackupFlow.releaseSnapshots(job, context);
        byte[] meta = SnapshotMeta.of(job.tables(), job.views()).toJson();
        return transaction -> {
            SnapshotInfo info = info(job, context, JobRows.clusterId(transaction.handle()), Md5.of(meta));
            long id = job.header().id();
            JobRows.putDocument(transaction.handle(), id, META_DOCUMENT, new String(meta, UTF_8));
            JobRows.putDocument(
                    transaction.handle(), id, INFO_DOCUMENT, new String(RepositorySnapshots.infoFile(info), UTF_8));
            return job.metaSaved();
        };
    }

    private static SnapshotInfo info(BackupRecord job, JobContext context, String clusterId, Md5 meta) {
        Map<Long, List<TabletFile>> files = job.snapshots().stream()
                .collect(Collectors.toMap(
                        TakenSnapshot::tabletId, taken -> taken.snapshot().files()));
        Map<String, StoredFile> stored = new HashMap<>();
        for (PinnedTablet tablet : job.pinned()) {
            for (TabletFile file : files.get(tablet.key().tabletId())) {
                stored.put(tablet.path().file(name(file)), new StoredFile(file.size(), Optional.empty()));
            }
        }
        return new SnapshotInfo(
                job.header().label(),
                job.header().database(),
                job.header().databaseId(),
                job.header().createTime(),
                job.content(),
                job.tables().stream().map(table -> table(table, files)).toList(),
                job.views().stream()
                        .map(view -> new SnapshotView(view.id(), view.name()))
                        .toList(),
                Optional.of(new SnapshotOrigin(
                        ProductVersion.text(),
                        clusterId,
                        context.clock().instant(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(meta),
                        stored)));
    }

    private static SnapshotTable table(Table table, Map<Long, List<TabletFile>> files) {
        return new SnapshotTable(
                table.name(),
                table.id(),
                table.partitions().stream()
                        .map(partition -> partition(partition, files))
                        .toList());
    }

    private static SnapshotPartition partition(Partition partition, Map<Long, List<TabletFile>> files) {
        return new SnapshotPartition(
                partition.name(),
                partition.id(),
                partition.visibleVersion(),
                partition.indexes().stream().map(index -> index(index, files)).toList());
    }

    private static SnapshotIndex index(MaterializedIndex index, Map<Long, List<TabletFile>> files) {
        return new SnapshotIndex(
                index.name(),
                index.id(),
                index.schemaHash(),
                index.tablets().stream()
                        .map(tablet -> new SnapshotTablet(
                                tablet.id(),
                                files.getOrDefault(tablet.id(), List.of()).stream()
                                        .map(SaveMeta::name)
                                        .toList()))
                        .toList());
    }

    private static ChecksummedName name(TabletFile file) {
        return new ChecksummedName(file.name(), file.md5());
    }
}

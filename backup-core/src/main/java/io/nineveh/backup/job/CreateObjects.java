package io.nineveh.backup.job;

import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Replica;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.Tablet;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.meta.Json;
import io.nineveh.backup.meta.MetadataTransaction;
import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.CorruptFileException;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotIndex;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTable;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTablet;
import io.nineveh.backup.repository.SnapshotMeta;
import io.nineveh.backup.repository.TabletPath;
import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * CREATING: makes the tables that will be, with ids of their own, invisible; and says for each of their tablets which one of
 * the snapshot it becomes: the one of the same bucket. A table that is there already only gets partitions, if it fits.
 */
final class CreateObjects implements JobStep<RestoreRecord> {

    @Override
    public MetadataWork<RestoreRecord, RuntimeException> run(RestoreRecord job, JobContext context) throws IOException {
        long id = job.header().id();
        SnapshotInfo info = RestoreFlow.info(job, context);
        SnapshotMeta meta = Json.read(
                context.metadata().read(handle -> JobRows.document(handle, id, RestoreFlow.META_DOCUMENT)),
                SnapshotMeta.class);
        List<Source> sources = new ArrayList<>();
        List<NewView> views = new ArrayList<>();
        for (RestoreObject object : job.objects()) {
            if (info.hasView(object.table())) {
                views.add(view(object, info, meta));
            } else {
                sources.add(source(object, info, meta));
            }
        }
        Instant now = context.clock().instant();
        long backend = context.stores().keySet().stream().sorted().findFirst().orElseThrow();
        return transaction -> {
            Creation creation = new Creation(info, backend, now, transaction);
            CatalogChange catalog = context.catalog().change(transaction);
            TargetTables targets = new TargetTables(job, catalog);
            sources.forEach(source -> targets.add(creation.table(source)));
            TargetViews targetViews = new TargetViews(job, catalog);
            List<View> made = views.stream()
                    .map(view -> view.view().as(transaction.newId(), view.targetName()))
                    .toList();
            made.forEach(targetViews::check);
            return job.created(
                    targets.tables(),
                    made,
                    targets.terms(),
                    creation.tablets,
                    TaskPlan.plan(
                            RestoreFlow.items(creation.tablets, tablet -> 1),
                            context.options().tabletsPerTask(),
                            transaction),
                    now);
        };
    }

    /** A table as the snapshot has it, in both its descriptions, which fit each other. */
    private record Source(String targetName, Table table, SnapshotTable files) {}

    /** A view as the snapshot has it. */
    private record NewView(String targetName, View view) {}

    private static NewView view(RestoreObject object, SnapshotInfo info, SnapshotMeta meta)
            throws CorruptFileException {
        View view = meta.views().stream()
                .filter(candidate -> candidate.name().equals(object.table()))
                .findFirst()
                .orElseThrow(() -> misfit(info, "view %s is not in __meta".formatted(object.table())));
        return new NewView(object.targetName(), view);
    }

    private static Source source(RestoreObject object, SnapshotInfo info, SnapshotMeta meta)
            throws CorruptFileException {
        Table table = meta.tables().stream()
                .filter(candidate -> candidate.name().equals(object.table()))
                .findFirst()
                .orElseThrow(() -> misfit(info, "table %s is not in __meta".formatted(object.table())));
        SnapshotTable files = info.table(object.table())
                .orElseThrow(() -> misfit(info, "table %s is not in __info".formatted(object.table())));
        List<Partition> partitions = new ArrayList<>();
        for (Partition partition : table.partitions()) {
            if (object.partitions().contains(partition.name())) {
                check(partition, files, info);
                partitions.add(partition);
            }
        }
        if (partitions.size() != object.partitions().size()) {
            throw misfit(info, "a partition of table %s is not in __meta".formatted(object.table()));
        }
        return new Source(object.targetName(), table.withPartitions(partitions), files);
    }

    private static void check(Partition partition, SnapshotTable files, SnapshotInfo info) throws CorruptFileException {
        SnapshotPartition other = files.partition(partition.name())
                .orElseThrow(() -> misfit(info, "partition %s is not in __info".formatted(partition.name())));
        boolean fits = partition.visibleVersion() == other.version()
                && partition.indexes().size() == other.indexes().size();
        for (int i = 0; fits && i < other.indexes().size(); i++) {
            MaterializedIndex index = partition.indexes().get(i);
            SnapshotIndex otherIndex = other.indexes().get(i);
            fits = index.name().equals(otherIndex.name())
                    && index.schemaHash() == otherIndex.schemaHash()
                    && index.tablets().size() == otherIndex.tablets().size();
        }
        if (!fits) {
            throw misfit(info, "partition %s of table %s differs".formatted(partition.name(), files.name()));
        }
    }

    private static CorruptFileException misfit(SnapshotInfo info, String what) {
        return new CorruptFileException(
                "__meta and __info of snapshot %s do not belong together: %s. Use another snapshot"
                        .formatted(info.label(), what));
    }

    /** Gives out new ids and notes what becomes of which tablet. */
    private static final class Creation {
        private final SnapshotInfo info;
        private final long backend;
        private final Instant now;
        private final MetadataTransaction transaction;
        private final List<TabletRestore> tablets = new ArrayList<>();

        Creation(SnapshotInfo info, long backend, Instant now, MetadataTransaction transaction) {
            this.info = info;
            this.backend = backend;
            this.now = now;
            this.transaction = transaction;
        }

        Table table(Source source) {
            Table table = source.table();
            return new Table(
                    transaction.newId(),
                    source.targetName(),
                    table.schema(),
                    table.partitioning(),
                    table.distribution(),
                    table.properties(),
                    table.comment(),
                    table.partitions().stream()
                            .map(partition -> partition(source, partition))
                            .toList(),
                    table.indexes(),
                    List.of());
        }

        /** What bears the table's name goes on to do so. */
        private Partition partition(Source source, Partition partition) {
            SnapshotPartition files = source.files().partition(partition.name()).orElseThrow();
            List<MaterializedIndex> indexes = new ArrayList<>();
            for (int i = 0; i < files.indexes().size(); i++) {
                indexes.add(index(source, files, files.indexes().get(i)));
            }
            boolean isUnpartitioned = source.table().partitioning().kind() == Partitioning.Kind.UNPARTITIONED;
            return new Partition(
                    transaction.newId(),
                    isUnpartitioned ? source.targetName() : partition.name(),
                    partition.range(),
                    version(partition.visibleVersion()),
                    now,
                    indexes);
        }

        /** Without rows a partition is as a new one. */
        private long version(long ofSnapshot) {
            return info.content() == SnapshotInfo.Content.METADATA_ONLY ? Partition.EMPTY_VERSION : ofSnapshot;
        }

        private MaterializedIndex index(Source source, SnapshotPartition partition, SnapshotIndex index) {
            List<Tablet> targets = new ArrayList<>();
            for (SnapshotTablet tablet : index.tablets()) {
                long target = transaction.newId();
                targets.add(new Tablet(target, List.of(new Replica(transaction.newId(), backend))));
                TabletPath path =
                        new TabletPath(info.databaseId(), source.files().id(), partition.id(), index.id(), tablet.id());
                tablets.add(new TabletRestore(
                        backend,
                        path,
                        new TabletKey(tablet.id(), index.schemaHash()),
                        new TabletKey(target, index.schemaHash()),
                        version(partition.version()),
                        tablet.files().stream().map(name -> file(path, name)).toList()));
            }
            String name = index.name().equals(source.table().name()) ? source.targetName() : index.name();
            return new MaterializedIndex(transaction.newId(), name, index.schemaHash(), targets);
        }

        private TabletRestore.RemoteFile file(TabletPath path, ChecksummedName name) {
            String below = path.file(name);
            return new TabletRestore.RemoteFile(info.holder(below), name, info.fileSize(below));
        }
    }
}

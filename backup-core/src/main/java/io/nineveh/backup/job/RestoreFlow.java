package io.nineveh.backup.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.repository.CorruptFileException;
import io.nineveh.backup.repository.RepositorySnapshots;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotOrigin;
import io.nineveh.backup.repository.SnapshotMeta;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletStore;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What a restore does. */
final class RestoreFlow implements JobFlow<RestoreRecord> {
    static final String INFO_DOCUMENT = "__info";
    static final String META_DOCUMENT = "__meta";

    @Override
    public JobStep<RestoreRecord> step(RestoreRecord job) {
        return switch (job.state()) {
            case PENDING -> RestoreFlow::readMeta;
            case CREATING -> new CreateObjects();
            case SNAPSHOTING -> RestoreFlow::prepareDirectories;
            case DOWNLOAD -> RestoreFlow::planDownload;
            case DOWNLOADING -> new DownloadTablets();
            case COMMIT -> RestoreFlow::planCommit;
            case COMMITTING -> new MakeEffective();
            case FINISHED, CANCELLED -> throw new IllegalStateException("a job in its last state has no work");
        };
    }

    private static MetadataWork<RestoreRecord, RuntimeException> readMeta(RestoreRecord job, JobContext context)
            throws IOException {
        Optional<Md5> recorded = info(job, context).origin().flatMap(SnapshotOrigin::meta);
        SnapshotMeta meta = context.retries()
                .call(repository -> repository
                        .snapshots(context.checkpoint())
                        .readMeta(job.header().label(), recorded));
        return transaction -> {
            JobRows.putDocument(
                    transaction.handle(), job.header().id(), META_DOCUMENT, new String(meta.toJson(), UTF_8));
            return job.metaRead();
        };
    }

    /** What the snapshot says of itself, as it was when the job was submitted. */
    static SnapshotInfo info(RestoreRecord job, JobContext context) throws CorruptFileException {
        String document = context.metadata()
                .read(handle -> JobRows.document(handle, job.header().id(), INFO_DOCUMENT));
        return RepositorySnapshots.parseInfo(
                document.getBytes(UTF_8), job.header().label());
    }

    private static MetadataWork<RestoreRecord, RuntimeException> prepareDirectories(
            RestoreRecord job, JobContext context) throws IOException {
        Map<Long, TabletRestore> tablets = byTarget(job);
        context.workers().runAll(job.tasks(), (task, tabletId) -> {
            TabletRestore tablet = tablets.get(tabletId);
            context.store(tablet.backendId()).prepareRestore(job.header().id(), tablet.target());
            context.board().advance(task.taskId());
        });
        Instant now = context.clock().instant();
        return transaction -> job.prepared(now);
    }

    private static MetadataWork<RestoreRecord, RuntimeException> planDownload(RestoreRecord job, JobContext context) {
        return transaction -> job.downloading(TaskPlan.plan(
                items(job.tablets(), tablet -> tablet.files().size()),
                context.options().tabletsPerTask(),
                transaction));
    }

    private static MetadataWork<RestoreRecord, RuntimeException> planCommit(RestoreRecord job, JobContext context) {
        return transaction -> job.committing(TaskPlan.plan(
                items(job.tablets(), tablet -> 1), context.options().tabletsPerTask(), transaction));
    }

    static Map<Long, List<TaskPlan.Item>> items(List<TabletRestore> tablets, ToLongFunction<TabletRestore> files) {
        Map<Long, List<TaskPlan.Item>> byBackend = new TreeMap<>();
        for (TabletRestore tablet : tablets) {
            byBackend
                    .computeIfAbsent(tablet.backendId(), backend -> new ArrayList<>())
                    .add(new TaskPlan.Item(tablet.target().tabletId(), tablet.backendId(), files.applyAsLong(tablet)));
        }
        return byBackend;
    }

    static Map<Long, TabletRestore> byTarget(RestoreRecord job) {
        return job.tablets().stream()
                .collect(Collectors.toMap(tablet -> tablet.target().tabletId(), Function.identity()));
    }

    /** None of the tablets is in the catalog, so that nobody misses them. */
    @Override
    public void undo(RestoreRecord job, JobContext context) throws IOException {
        Map<Long, List<TabletKey>> byBackend = job.tablets().stream()
                .collect(Collectors.groupingBy(
                        TabletRestore::backendId, Collectors.mapping(TabletRestore::target, Collectors.toList())));
        for (Map.Entry<Long, List<TabletKey>> targets : byBackend.entrySet()) {
            context.store(targets.getKey()).drop(targets.getValue());
        }
        clean(job, context);
    }

    /**
     * A directory is made if it is missing, since only the store knows where it is. The tablets that were replaced are
     * dropped here, after the commit that took them out of the catalog.
     */
    @Override
    public void clean(RestoreRecord job, JobContext context) throws IOException {
        for (TabletRestore tablet : job.tablets()) {
            TabletStore store = context.store(tablet.backendId());
            store.release(store.prepareRestore(job.header().id(), tablet.target()));
        }
        for (ObsoleteTablet tablet : job.terms().obsolete()) {
            context.store(tablet.backendId()).drop(List.of(tablet.key()));
        }
    }

    @Override
    public boolean needsCleaning() {
        return true;
    }
}

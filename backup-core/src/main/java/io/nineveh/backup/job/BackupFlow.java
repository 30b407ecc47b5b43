package io.nineveh.backup.job;

import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.repository.SnapshotTimestamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a backup does, for one run of one job. */
final class BackupFlow implements JobFlow<BackupRecord> {
    private final LeaseKeeper lease = new LeaseKeeper();
    private final TakeSnapshots takeSnapshots = new TakeSnapshots();

    @Override
    public JobStep<BackupRecord> step(BackupRecord job) {
        JobStep<BackupRecord> work = work(job);
        return (record, context) -> {
            lease.hold(record, context);
            return work.run(record, context);
        };
    }

    private JobStep<BackupRecord> work(BackupRecord job) {
        return switch (job.state()) {
            case PENDING -> new PlanSnapshots();
            case SNAPSHOTING -> takeSnapshots;
            case UPLOAD_SNAPSHOT -> BackupFlow::planUpload;
            case UPLOADING -> new UploadTablets();
            case SAVE_META -> new SaveMeta();
            case UPLOAD_INFO -> this::uploadInfo;
            case FINISHED, CANCELLED -> throw new IllegalStateException("a job in its last state has no work");
        };
    }

    /** A crash between the two is mended by repeating both. */
    private MetadataWork<BackupRecord, RuntimeException> uploadInfo(BackupRecord job, JobContext context)
            throws IOException {
        MetadataWork<BackupRecord, RuntimeException> finish = new UploadInfo().run(job, context);
        lease.giveUp(job, context);
        return finish;
    }

    private static MetadataWork<BackupRecord, RuntimeException> planUpload(BackupRecord job, JobContext context) {
        Map<Long, List<TaskPlan.Item>> byBackend = new TreeMap<>();
        for (TakenSnapshot taken : job.snapshots()) {
            byBackend
                    .computeIfAbsent(taken.backendId(), backend -> new ArrayList<>())
                    .add(new TaskPlan.Item(
                            taken.tabletId(),
                            taken.backendId(),
                            taken.snapshot().files().size()));
        }
        return transaction ->
                job.uploading(TaskPlan.plan(byBackend, context.options().tabletsPerTask(), transaction));
    }

    /** A snapshot's timestamp is the time when its job was submitted. */
    static SnapshotTimestamp timestamp(BackupRecord job, JobContext context) {
        return SnapshotTimestamp.at(job.header().createTime(), context.clock().getZone());
    }

    /** What was uploaded of tablets stays: a retry of the label can use it, cleaning removes it. */
    @Override
    public void undo(BackupRecord job, JobContext context) throws IOException {
        if (job.state() == BackupState.UPLOAD_INFO) {
            context.retries().call(repository -> {
                repository
                        .snapshots(context.checkpoint())
                        .withdraw(
                                job.header().label(),
                                timestamp(job, context),
                                UploadInfo.document(job, context, SaveMeta.META_DOCUMENT),
                                UploadInfo.document(job, context, SaveMeta.INFO_DOCUMENT));
                return job;
            });
        }
        lease.giveUp(job, context);
        takeSnapshots.release(context);
        releaseSnapshots(job, context);
    }

    static void releaseSnapshots(BackupRecord job, JobContext context) throws IOException {
        for (TakenSnapshot taken : job.snapshots()) {
            context.store(taken.backendId()).release(taken.snapshot().directory());
        }
    }

    @Override
    public void clean(BackupRecord job, JobContext context) {}

    @Override
    public void end() {
        lease.close();
    }

    @Override
    public boolean needsCleaning() {
        return false;
    }
}

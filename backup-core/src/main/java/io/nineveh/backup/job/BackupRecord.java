package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.repository.SnapshotInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backup as it is kept.
 *
 * @param tables pinned: with the partitions to back up, at the versions that were visible when the job was submitted
 * @param views missing in what an earlier version wrote
 * @param content missing in what an earlier version wrote, which always backed up the rows
 */
record BackupRecord(
        JobHeader header,
        BackupState state,
        List<BackupObject> objects,
        List<Table> tables,
        List<View> views,
        SnapshotInfo.Content content,
        List<TakenSnapshot> snapshots,
        List<TaskPlan> tasks,
        Optional<Instant> snapshotFinishedTime,
        Optional<Instant> uploadFinishedTime,
        Optional<Instant> finishedTime,
        JobStatus status)
        implements JobRecord<BackupRecord> {
    BackupRecord {
        requireNonNull(header, "header");
        requireNonNull(state, "state");
        content = requireNonNullElse(content, SnapshotInfo.Content.ALL);
        requireNonNull(status, "status");
        objects = List.copyOf(objects);
        tables = List.copyOf(tables);
        views = List.copyOf(requireNonNullElse(views, List.of()));
        snapshots = List.copyOf(snapshots);
        tasks = List.copyOf(tasks);
    }

    static BackupRecord pending(
            JobHeader header,
            List<BackupObject> objects,
            BackupAdmission.Selected selected,
            SnapshotInfo.Content content) {
        return new BackupRecord(
                header,
                BackupState.PENDING,
                objects,
                selected.tables(),
                selected.views(),
                content,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                JobStatus.OK);
    }

    /** The tablets whose rows are to be in the snapshot. */
    List<PinnedTablet> pinned() {
        return content == SnapshotInfo.Content.ALL ? PinnedTablet.of(header.databaseId(), tables) : List.of();
    }

    BackupRecord snapshoting(List<TaskPlan> plans) {
        return with(BackupState.SNAPSHOTING, plans);
    }

    BackupRecord snapshotTaken(List<TakenSnapshot> taken, Instant time) {
        return new BackupRecord(
                header,
                BackupState.UPLOAD_SNAPSHOT,
                objects,
                tables,
                views,
                content,
                taken,
                List.of(),
                Optional.of(time),
                uploadFinishedTime,
                finishedTime,
                status);
    }

    BackupRecord uploading(List<TaskPlan> plans) {
        return with(BackupState.UPLOADING, plans);
    }

    BackupRecord uploaded(Instant time) {
        return new BackupRecord(
                header,
                BackupState.SAVE_META,
                objects,
                tables,
                views,
                content,
                snapshots,
                List.of(),
                snapshotFinishedTime,
                Optional.of(time),
                finishedTime,
                status);
    }

    BackupRecord metaSaved() {
        return with(BackupState.UPLOAD_INFO, List.of());
    }

    BackupRecord finished(Instant time) {
        return done(BackupState.FINISHED, time, JobStatus.OK);
    }

    @Override
    public BackupRecord cancelled(JobStatus why, Instant time) {
        return done(BackupState.CANCELLED, time, why);
    }

    private BackupRecord done(BackupState last, Instant time, JobStatus why) {
        return new BackupRecord(
                header,
                last,
                objects,
                List.of(),
                List.of(),
                content,
                List.of(),
                List.of(),
                snapshotFinishedTime,
                uploadFinishedTime,
                Optional.of(time),
                why);
    }

    private BackupRecord with(BackupState next, List<TaskPlan> plans) {
        return new BackupRecord(
                header,
                next,
                objects,
                tables,
                views,
                content,
                snapshots,
                plans,
                snapshotFinishedTime,
                uploadFinishedTime,
                finishedTime,
                status);
    }

    @Override
    public boolean isDone() {
        return state.isDone();
    }

    @Override
    public BackupRecord trimmed() {
        return this;
    }

    BackupJob view(List<JobTask> current) {
        return new BackupJob(
                header.id(),
                header.label(),
                header.database(),
                state,
                objects,
                header.createTime(),
                snapshotFinishedTime,
                uploadFinishedTime,
                finishedTime,
                current,
                status,
                header.timeout());
    }
}

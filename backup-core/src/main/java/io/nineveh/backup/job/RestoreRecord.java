package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.repository.SnapshotTimestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A restore as it is kept.
 *
 * @param tables as they will be in the database; of one that is there, the partitions that are put into it
 * @param views as they will be in the database; missing in what an earlier version wrote
 * @param terms missing in what an earlier version wrote
 */
record RestoreRecord(
        JobHeader header,
        RestoreState state,
        SnapshotTimestamp timestamp,
        int replicationNum,
        List<RestoreObject> objects,
        List<Table> tables,
        List<View> views,
        List<TabletRestore> tablets,
        List<TaskPlan> tasks,
        RestoreTimes times,
        JobStatus status,
        RestoreTerms terms)
        implements JobRecord<RestoreRecord> {
    RestoreRecord {
        requireNonNull(header, "header");
        requireNonNull(state, "state");
        requireNonNull(timestamp, "timestamp");
        requireNonNull(times, "times");
        requireNonNull(status, "status");
        terms = requireNonNullElse(terms, RestoreTerms.NEW_TABLES_ONLY);
        objects = List.copyOf(objects);
        tables = List.copyOf(tables);
        views = List.copyOf(requireNonNullElse(views, List.of()));
        tablets = List.copyOf(tablets);
        tasks = List.copyOf(tasks);
    }

    /** When which part of the work was done. */
    record RestoreTimes(
            Optional<Instant> metaPrepared,
            Optional<Instant> snapshotFinished,
            Optional<Instant> downloadFinished,
            Optional<Instant> finished) {
        static final RestoreTimes NONE =
                new RestoreTimes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        RestoreTimes withMetaPrepared(Instant time) {
            return new RestoreTimes(Optional.of(time), snapshotFinished, downloadFinished, finished);
        }

        RestoreTimes withSnapshotFinished(Instant time) {
            return new RestoreTimes(metaPrepared, Optional.of(time), downloadFinished, finished);
        }

        RestoreTimes withDownloadFinished(Instant time) {
            return new RestoreTimes(metaPrepared, snapshotFinished, Optional.of(time), finished);
        }

        RestoreTimes withFinished(Instant time) {
            return new RestoreTimes(metaPrepared, snapshotFinished, downloadFinished, Optional.of(time));
        }
    }

    static RestoreRecord pending(
            JobHeader header,
            SnapshotTimestamp timestamp,
            int replicationNum,
            List<RestoreObject> objects,
            RestoreTerms terms) {
        return new RestoreRecord(
                header,
                RestoreState.PENDING,
                timestamp,
                replicationNum,
                objects,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RestoreTimes.NONE,
                JobStatus.OK,
                terms);
    }

    RestoreRecord metaRead() {
        return with(RestoreState.CREATING, List.of(), times);
    }

    RestoreRecord created(
            List<Table> planned,
            List<View> plannedViews,
            RestoreTerms checked,
            List<TabletRestore> mapped,
            List<TaskPlan> plans,
            Instant time) {
        return new RestoreRecord(
                header,
                RestoreState.SNAPSHOTING,
                timestamp,
                replicationNum,
                objects,
                planned,
                plannedViews,
                mapped,
                plans,
                times.withMetaPrepared(time),
                status,
                checked);
    }

    RestoreRecord prepared(Instant time) {
        return with(RestoreState.DOWNLOAD, List.of(), times.withSnapshotFinished(time));
    }

    RestoreRecord downloading(List<TaskPlan> plans) {
        return with(RestoreState.DOWNLOADING, plans, times);
    }

    RestoreRecord downloaded(Instant time) {
        return with(RestoreState.COMMIT, List.of(), times.withDownloadFinished(time));
    }

    RestoreRecord committing(List<TaskPlan> plans) {
        return with(RestoreState.COMMITTING, plans, times);
    }

    RestoreRecord finished(List<ObsoleteTablet> obsolete, Instant time) {
        return new RestoreRecord(
                header,
                RestoreState.FINISHED,
                timestamp,
                replicationNum,
                objects,
                tables,
                views,
                tablets,
                List.of(),
                times.withFinished(time),
                status,
                terms.withObsolete(obsolete));
    }

    private RestoreRecord with(RestoreState next, List<TaskPlan> plans, RestoreTimes newTimes) {
        return new RestoreRecord(
                header,
                next,
                timestamp,
                replicationNum,
                objects,
                tables,
                views,
                tablets,
                plans,
                newTimes,
                status,
                terms);
    }

    @Override
    public RestoreRecord cancelled(JobStatus why, Instant time) {
        return new RestoreRecord(
                header,
                RestoreState.CANCELLED,
                timestamp,
                replicationNum,
                objects,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                times.withFinished(time),
                why,
                settled());
    }

    @Override
    public RestoreRecord trimmed() {
        return new RestoreRecord(
                header,
                state,
                timestamp,
                replicationNum,
                objects,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                times,
                status,
                settled());
    }

    private RestoreTerms settled() {
        return new RestoreTerms(terms.options(), List.of(), List.of(), List.of());
    }

    @Override
    public boolean isDone() {
        return state.isDone();
    }

    RestoreJob view(List<JobTask> current) {
        return new RestoreJob(
                header.id(),
                header.label(),
                timestamp.text(),
                header.database(),
                state,
                terms.options(),
                replicationNum,
                objects,
                header.createTime(),
                times.metaPrepared(),
                times.snapshotFinished(),
                times.downloadFinished(),
                times.finished(),
                current,
                status,
                header.timeout());
    }
}

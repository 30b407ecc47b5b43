package io.nineveh.backup.job;

import io.nineveh.backup.meta.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Jobs in the metadata database. */
final class JobRows {
    private static final int KEPT = 10;

    private JobRows() {}

    /** Whether a database has an unfinished job. */
    static boolean isBusy(Handle handle, String database) {
        return handle.createQuery("SELECT COUNT(*) FROM job WHERE database_name = :database AND is_done = 0")
                        .bind("database", database)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Whether an unfinished backup writes a label. */
    static boolean isLabelTaken(Handle handle, long repositoryId, String label) {
        return handle.createQuery("SELECT COUNT(*) FROM job WHERE repository_id = :repository AND label = :label"
                                + " AND kind = 'BACKUP' AND is_done = 0")
                        .bind("repository", repositoryId)
                        .bind("label", label)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Adds a job, and removes the oldest of its kind and database beyond those that are kept. */
    static void insert(Handle handle, JobRecord<?> job) {
        handle.createUpdate("INSERT INTO job (id, kind, database_name, repository_id, label, is_done, needs_cleaning,"
                        + " record) VALUES (:id, :kind, :database, :repository, :label, 0, 0, :record)")
                .bind("id", job.header().id())
                .bind("kind", JobKind.of(job).name())
                .bind("database", job.header().database())
                .bind("repository", job.header().repositoryId())
                .bind("label", job.header().label())
                .bind("record", Json.write(job))
                .execute();
        handle.createUpdate("DELETE FROM job WHERE kind = :kind AND database_name = :database AND is_done = 1"
                        + " AND needs_cleaning = 0 AND id NOT IN (SELECT id FROM job WHERE kind = :kind"
                        + " AND database_name = :database ORDER BY id DESC LIMIT :kept)")
                .bind("kind", JobKind.of(job).name())
                .bind("database", job.header().database())
                .bind("kept", KEPT)
                .execute();
    }

    static void update(Handle handle, JobRecord<?> job, int needsCleaning) {
        handle.createUpdate(
                        "UPDATE job SET is_done = :done, needs_cleaning = :cleaning, record = :record WHERE id = :id")
                .bind("done", job.isDone() ? 1 : 0)
                .bind("cleaning", needsCleaning)
                .bind("record", Json.write(job))
                .bind("id", job.header().id())
                .execute();
        if (job.isDone()) {
            handle.execute(
                    "DELETE FROM job_document WHERE job_id = ?", job.header().id());
        }
    }

    /** With which status an unfinished job is being cancelled; empty: it is not. */
    static Optional<JobStatus> cancelStatus(Handle handle, long id) {
        return handle.createQuery("SELECT cancel_status FROM job WHERE id = :id AND cancel_status IS NOT NULL")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, JobStatus.class));
    }

    /** Marks a job as being cancelled; the first mark stays. */
    static void markCancelled(Handle handle, long id, JobStatus status) {
        handle.execute(
                "UPDATE job SET cancel_status = ? WHERE id = ? AND is_done = 0 AND cancel_status IS NULL",
                Json.write(status),
                id);
    }

    /** Those that are to go on, or to be cleaned up after, after a start. */
    static List<JobRecord<?>> unsettled(Handle handle) {
        return handle.createQuery("SELECT kind, record FROM job WHERE is_done = 0 OR needs_cleaning = 1 ORDER BY id")
                .<JobRecord<?>>map(
                        (row, context) -> JobKind.valueOf(row.getString("kind")).read(row.getString("record")))
                .list();
    }

    /** The newest first. */
    static <R extends JobRecord<R>> List<R> newest(Handle handle, JobKind kind, Class<R> type, String database) {
        return handle.createQuery("SELECT record FROM job WHERE kind = :kind AND database_name = :database"
                        + " ORDER BY id DESC LIMIT :kept")
                .bind("kind", kind.name())
                .bind("database", database)
                .bind("kept", KEPT)
                .mapTo(String.class)
                .map(json -> Json.read(json, type))
                .list();
    }

    static void putDocument(Handle handle, long jobId, String name, String content) {
        handle.execute("DELETE FROM job_document WHERE job_id = ? AND name = ?", jobId, name);
        handle.execute("INSERT INTO job_document (job_id, name, content) VALUES (?, ?, ?)", jobId, name, content);
    }

    static String document(Handle handle, long jobId, String name) {
        return handle.createQuery("SELECT content FROM job_document WHERE job_id = :job AND name = :name")
                .bind("job", jobId)
                .bind("name", name)
                .mapTo(String.class)
                .one();
    }

    /** What the unfinished job of a database has reserved. */
    static Optional<Reservation> reservation(Handle handle, String database) {
        return handle.createQuery("SELECT content FROM job_document JOIN job ON job.id = job_document.job_id"
                        + " WHERE job.database_name = :database AND job.is_done = 0 AND job_document.name = :name")
                .bind("database", database)
                .bind("name", Reservation.DOCUMENT)
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, Reservation.class));
    }

    static void deleteDocument(Handle handle, long jobId, String name) {
        handle.execute("DELETE FROM job_document WHERE job_id = ? AND name = ?", jobId, name);
    }

    /** Who this server is in the snapshots it writes; made the first time. */
    static String clusterId(Handle handle) {
        Optional<String> known = handle.createQuery("SELECT id FROM cluster_identity")
                .mapTo(String.class)
                .findOne();
        if (known.isPresent()) {
            return known.get();
        }
        String id = UUID.randomUUID().toString();
        handle.execute("INSERT INTO cluster_identity (id) VALUES (?)", id);
        return id;
    }
}

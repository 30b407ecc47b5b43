package io.nineveh.backup.load;

import io.nineveh.backup.meta.Json;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Jobs of one kind in the metadata database. */
final class DataJobRows<R extends DataJob<R>> {
    private static final int KEPT = 100;

    private final String kind;
    private final Class<R> type;

    DataJobRows(String kind, Class<R> type) {
        this.kind = kind;
        this.type = type;
    }

    boolean isLabelUsed(Handle handle, R job) {
        return handle.createQuery("SELECT COUNT(*) FROM data_job WHERE kind = :kind AND database_id = :database"
                                + " AND label = :label AND is_cancelled = 0")
                        .bind("kind", kind)
                        .bind("database", job.identity().databaseId())
                        .bind("label", job.identity().label())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Adds a job, and removes the oldest of its database beyond those that are kept. */
    void insert(Handle handle, R job) {
        handle.createUpdate("INSERT INTO data_job (id, kind, database_id, database_name, label, is_done, is_cancelled,"
                        + " record) VALUES (:id, :kind, :databaseId, :database, :label, 0, 0, :record)")
                .bind("id", job.identity().id())
                .bind("kind", kind)
                .bind("databaseId", job.identity().databaseId())
                .bind("database", job.identity().database())
                .bind("label", job.identity().label())
                .bind("record", Json.write(job))
                .execute();
        handle.createUpdate("DELETE FROM data_job WHERE kind = :kind AND database_name = :database AND is_done = 1"
                        + " AND id NOT IN (SELECT id FROM data_job WHERE kind = :kind"
                        + " AND database_name = :database ORDER BY id DESC LIMIT :kept)")
                .bind("kind", kind)
                .bind("database", job.identity().database())
                .bind("kept", KEPT)
                .execute();
    }

    void update(Handle handle, R job) {
        handle.createUpdate("UPDATE data_job SET is_done = :done, is_cancelled = :cancelled, record = :record"
                        + " WHERE id = :id AND kind = :kind")
                .bind("done", job.isDone() ? 1 : 0)
                .bind("cancelled", job.state() == DataJobState.CANCELLED ? 1 : 0)
                .bind("record", Json.write(job))
                .bind("id", job.identity().id())
                .bind("kind", kind)
                .execute();
    }

    Optional<R> find(Handle handle, long id) {
        return handle.createQuery("SELECT record FROM data_job WHERE kind = :kind AND id = :id")
                .bind("kind", kind)
                .bind("id", id)
                .mapTo(String.class)
                .map(json -> Json.read(json, type))
                .findOne();
    }

    /** The newest first. */
    List<R> ofDatabase(Handle handle, String database) {
        return handle.createQuery("SELECT record FROM data_job WHERE kind = :kind AND database_name = :database"
                        + " ORDER BY id DESC")
                .bind("kind", kind)
                .bind("database", database)
                .mapTo(String.class)
                .map(json -> Json.read(json, type))
                .list();
    }

    List<R> unfinished(Handle handle) {
        return handle.createQuery("SELECT record FROM data_job WHERE kind = :kind AND is_done = 0 ORDER BY id")
                .bind("kind", kind)
                .mapTo(String.class)
                .map(json -> Json.read(json, type))
                .list();
    }
}

package io.nineveh.backup.repository;

import com.fasterxml.jackson.core.type.TypeReference;
import io.nineveh.backup.meta.Json;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.RepositoryStorage.WithPlugin;
import io.nineveh.broker.api.Location;
import io.nineveh.config.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Repositories in the metadata database. */
final class RepositoryRows {
    private RepositoryRows() {}

    static List<Repository> readAll(Handle handle) {
        return handle.createQuery("SELECT * FROM repository ORDER BY name")
                .map((row, context) -> repository(row))
                .list();
    }

    static Optional<Repository> find(Handle handle, String name) {
        return handle.createQuery("SELECT * FROM repository WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> repository(row))
                .findOne();
    }

    static void insert(Handle handle, Repository repository) {
        handle.createUpdate(
                        "INSERT INTO repository"
                                + " (id, name, create_time, access, storage, broker, location, root, properties)"
                                + " VALUES (:id, :name, :createTime, :access, :storage, :broker, :location, :root, :properties)")
                .bind("id", repository.id())
                .bind("name", repository.name())
                .bind("createTime", repository.createTime().toEpochMilli())
                .bind("access", repository.access().name())
                .bind("storage", repository.storage().typeName())
                .bind("broker", repository.storage() instanceof WithBroker with ? with.broker() : null)
                .bind("location", repository.location().toString())
                .bind("root", repository.layout().root().toString())
                .bind("properties", Json.write(revealed(repository.properties())))
                .execute();
    }

    static void updateProperties(Handle handle, Repository repository) {
        handle.createUpdate("UPDATE repository SET properties = :properties WHERE id = :id")
                .bind("id", repository.id())
                .bind("properties", Json.write(revealed(repository.properties())))
                .execute();
    }

    static void delete(Handle handle, long id) {
        handle.execute("DELETE FROM repository WHERE id = ?", id);
    }

    static boolean isUsed(Handle handle, long id) {
        return handle.createQuery("SELECT COUNT(*) FROM repository_use WHERE repository_id = :id")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static void insertUse(Handle handle, long id, long jobId) {
        handle.execute("INSERT INTO repository_use (repository_id, job_id) VALUES (?, ?)", id, jobId);
    }

    static void deleteUses(Handle handle, long jobId) {
        handle.execute("DELETE FROM repository_use WHERE job_id = ?", jobId);
    }

    static Map<String, String> revealed(Map<String, Secret> properties) {
        Map<String, String> revealed = new HashMap<>();
        properties.forEach((key, secret) -> revealed.put(key, secret.reveal()));
        return revealed;
    }

    private static Repository repository(ResultSet row) throws SQLException {
        Map<String, Secret> properties = new HashMap<>();
        Json.read(row.getString("properties"), new TypeReference<Map<String, String>>() {})
                .forEach((key, value) -> properties.put(key, Secret.of(value)));
        String storage = row.getString("storage");
        return new Repository(
                row.getLong("id"),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("create_time")),
                Access.valueOf(row.getString("access")),
                storage.equals("BROKER")
                        ? new WithBroker(row.getString("broker"))
                        : new WithPlugin(WithPlugin.Type.valueOf(storage)),
                Location.of(row.getString("location")),
                new RepositoryLayout(Location.of(row.getString("root"))),
                properties);
    }
}

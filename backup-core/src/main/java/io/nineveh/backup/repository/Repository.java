package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.Location;
import io.nineveh.config.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A repository as it is known here.
 *
 * @param id never used again for anything else
 * @param createTime when its {@code __repo_info} was first written, by whichever server
 * @param location as given; the repository is a directory in it
 * @param layout where things are in it
 * @param properties for the storage, as given; all taken for secret
 */
public record Repository(
        long id,
        String name,
        Instant createTime,
        Access access,
        RepositoryStorage storage,
        Location location,
        RepositoryLayout layout,
        Map<String, Secret> properties) {
    /** What may be done with it. */
    public enum Access {
        READ_WRITE,
        READ_ONLY
    }

    public Repository {
        requireNonNull(name, "name");
        requireNonNull(createTime, "createTime");
        requireNonNull(access, "access");
        requireNonNull(storage, "storage");
        requireNonNull(location, "location");
        requireNonNull(layout, "layout");
        properties = Map.copyOf(properties);
    }

    /** The same repository with some properties changed or added; those that are empty are taken away. */
    Repository with(Map<String, Secret> changes) {
        Map<String, Secret> changed = new HashMap<>(properties);
        changed.putAll(changes);
        changed.values().removeIf(value -> value.reveal().isEmpty());
        return new Repository(id, name, createTime, access, storage, location, layout, changed);
    }
}

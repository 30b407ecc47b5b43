package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.broker.api.Location;
import io.nineveh.config.Secret;
import java.util.Map;

/** What CREATE REPOSITORY says. */
public record RepositoryDefinition(
        String name, Access access, RepositoryStorage storage, Location location, Map<String, Secret> properties) {
    public RepositoryDefinition {
        requireNonNull(name, "name");
        requireNonNull(access, "access");
        requireNonNull(storage, "storage");
        requireNonNull(location, "location");
        properties = Map.copyOf(properties);
    }
}

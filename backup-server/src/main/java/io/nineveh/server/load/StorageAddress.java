package io.nineveh.server.load;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.repository.RepositoryStorage;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.config.Secret;
import java.util.Map;

/**
 * How the files of a job are reached.
 *
 * @param properties credentials among them, which is why they are kept in memory alone
 */
public record StorageAddress(RepositoryStorage storage, Map<String, Secret> properties) {
    public StorageAddress {
        requireNonNull(storage, "storage");
        properties = Map.copyOf(properties);
    }

    /** The name of the broker, or the type of the storage. */
    String name() {
        return storage instanceof WithBroker with ? with.broker() : storage.typeName();
    }
}

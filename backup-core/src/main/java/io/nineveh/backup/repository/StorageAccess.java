package io.nineveh.backup.repository;

import io.nineveh.backup.broker.BrokerRegistry;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.Secret;
import java.util.Map;

/** Opens file systems for repositories, loads and exports. Safe for many threads. */
@FunctionalInterface
public interface StorageAccess {

    /**
     * Opens the file system that holds a location. Where several brokers bear the name, a second call may reach another
     * one.
     *
     * @return a file system that the caller closes
     * @throws io.nineveh.backup.RefusedException when the broker or plugin is not there
     */
    BrokerFileSystem open(RepositoryStorage storage, Location location, Map<String, Secret> properties)
            throws StorageException;

    /** Reaches storages through brokers and plugins, which stay the caller's to close. */
    static StorageAccess through(BrokerRegistry brokers, Plugins plugins) {
        return new HostStorageAccess(brokers, plugins);
    }
}

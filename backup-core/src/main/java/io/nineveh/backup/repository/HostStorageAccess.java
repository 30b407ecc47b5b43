package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.broker.BrokerRegistry;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.RepositoryStorage.WithPlugin;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.Secret;
import java.util.Locale;
import java.util.Map;

/** Reaches storages through the brokers and plugins of this process. */
final class HostStorageAccess implements StorageAccess {
    private final BrokerRegistry brokers;
    private final Plugins plugins;

    HostStorageAccess(BrokerRegistry brokers, Plugins plugins) {
        this.brokers = requireNonNull(brokers, "brokers");
        this.plugins = requireNonNull(plugins, "plugins");
    }

    @Override
    public BrokerFileSystem open(RepositoryStorage storage, Location location, Map<String, Secret> properties)
            throws StorageException {
        Map<String, String> revealed = RepositoryRows.revealed(properties);
        if (storage instanceof WithBroker with) {
            return brokers.fileSystem(with.broker(), location, revealed);
        }
        return plugin((WithPlugin) storage, location)
                .specify(location, revealed)
                .open();
    }

    private StoragePlugin plugin(WithPlugin storage, Location location) {
        StoragePlugin plugin = plugins.forScheme(location.scheme())
                .orElseThrow(() -> new RefusedException(
                        Reason.WRONG_STATE,
                        "no plugin of this server serves %s:// locations: put one into its plugin directory and restart, or use WITH BROKER"
                                .formatted(location.scheme())));
        String wanted = storage.type().name();
        if (!plugin.name().equals(wanted.toLowerCase(Locale.ROOT))) {
            throw new RefusedException(
                    Reason.INVALID,
                    "%s:// locations are served by the plugin '%s', not by %s: write WITH %s, or another location"
                            .formatted(
                                    location.scheme(),
                                    plugin.name(),
                                    wanted,
                                    plugin.name().toUpperCase(Locale.ROOT)));
        }
        return plugin;
    }
}

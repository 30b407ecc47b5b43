package io.nineveh.bench.access;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A storage that a plugin reaches from this process. Its jars stay open until the process ends: Hadoop's has something to do at
 * that time, and loads classes for it.
 */
public final class PluginStorage implements Closeable {
    private static final long MEMORY = 384 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Storage storage;
    private final BrokerFileSystem fileSystem;

    private PluginStorage(Storage storage, BrokerFileSystem fileSystem) {
        this.storage = storage;
        this.fileSystem = fileSystem;
    }

    /** Loads the plugins of a directory, and opens the storage with the one that is for it. */
    public static PluginStorage open(Path directory, Storage storage) throws IOException, ConfigurationException {
        Plugins plugins = load(directory, storage.pluginSettings());
        String scheme = storage.directory().scheme();
        StoragePlugin plugin = plugins.forScheme(scheme)
                .orElseThrow(() -> new IOException(
                        "no plugin for %s:// in %s; give its plugins with --plugins".formatted(scheme, directory)));
        return new PluginStorage(
                storage,
                plugin.specify(storage.directory(), storage.properties()).open());
    }

    /** Plugins that have as much memory for themselves as in a broker. The caller closes them. */
    public static Plugins load(Path directory, Map<String, String> settings) throws ConfigurationException {
        return Plugins.load(directory, settings, memory());
    }

    /** As much memory as plugins have in a broker. */
    public static HostMemory memory() {
        return new BufferPool(MEMORY, PATIENCE).forPlugins();
    }

    /** Those who take it must end before this is closed. */
    public Way<DirectAccess> way() {
        return Ways.without(() -> new DirectAccess(fileSystem, storage.directory()));
    }

    /** It is closed with this. */
    public BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    public void close() throws IOException {
        fileSystem.close();
    }
}

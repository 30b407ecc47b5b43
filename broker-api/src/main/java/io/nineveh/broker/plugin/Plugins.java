package io.nineveh.broker.plugin;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.config.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The storage plugins of a process, by the schemes that they serve. Safe for many threads. While a call to a plugin, or
 * to what came from one, is under way, the thread's context class loader is the plugin's: callers need not care.
 */
public final class Plugins implements Closeable {
    private final List<StoragePlugin> plugins;
    private final Map<String, StoragePlugin> byScheme = new LinkedHashMap<>();
    private final LoadReport report;
    private final List<PluginClassLoader> classLoaders;

    Plugins(List<StoragePlugin> plugins, LoadReport report, List<PluginClassLoader> classLoaders) {
        this.plugins = List.copyOf(plugins);
        this.report = report;
        this.classLoaders = List.copyOf(classLoaders);
        for (StoragePlugin plugin : plugins) {
            for (String scheme : plugin.schemes()) {
                StoragePlugin other = byScheme.putIfAbsent(scheme, plugin);
                if (other != null) {
                    throw new IllegalArgumentException("the plugins %s and %s both serve the scheme %s"
                            .formatted(other.name(), plugin.name(), scheme));
                }
            }
        }
    }

    /**
     * Loads every plugin below a directory, in the order of their directories' names. A plugin that cannot be loaded, or
     * that has the name or a scheme of one before it, is left out and stands in the {@link #report()}.
     *
     * @param settings the host's configuration below {@code plugin.}, keys without that prefix: {@code <name>.<key>}
     * @param memory what the plugins may hold together
     * @throws ConfigurationException when the directory cannot be read, a plugin does not accept its settings, or there
     *     are settings for a plugin that is not there; nothing stays loaded then
     */
    public static Plugins load(Path directory, Map<String, String> settings, HostMemory memory)
            throws ConfigurationException {
        return new PluginLoader(directory, settings, memory).load();
    }

    /**
     * Plugins that the caller has made, as they are.
     *
     * @throws IllegalArgumentException when two serve one scheme
     */
    public static Plugins of(StoragePlugin... plugins) {
        return new Plugins(Arrays.asList(plugins), new LoadReport(List.of(), List.of()), List.of());
    }

    /** The plugin that serves a scheme, letter case ignored. */
    public Optional<StoragePlugin> forScheme(String scheme) {
        return Optional.ofNullable(byScheme.get(scheme.toLowerCase(Locale.ROOT)));
    }

    /** All plugins, in the order in which they were loaded. */
    public List<StoragePlugin> all() {
        return plugins;
    }

    /** What was loaded and what was not; empty for plugins that the caller has made. */
    public LoadReport report() {
        return report;
    }

    /** Gives up the plugins' jars. Close the file systems first: a plugin cannot load a further class after this. */
    @Override
    public void close() throws IOException {
        PluginClassLoader.closeAll(classLoaders);
    }
}

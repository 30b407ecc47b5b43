package io.nineveh.broker.plugin;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StoragePlugin;
import java.util.Map;
import java.util.Set;

/** A plugin whose code runs with its own class loader as the thread's context class loader. */
record IsolatedPlugin(String name, Set<String> schemes, StoragePlugin plugin, PluginContext context)
        implements StoragePlugin {

    @Override
    public FileSystemSpec specify(Location location, Map<String, String> properties) throws StorageException {
        return context.call(() -> new IsolatedSpec(plugin.specify(location, properties), context));
    }

    private record IsolatedSpec(FileSystemSpec spec, PluginContext context) implements FileSystemSpec {
        @Override
        public BrokerFileSystem open() throws StorageException {
            return context.call(() -> new IsolatedFileSystem(spec.open(), context));
        }

        @Override
        public String toString() {
            return spec.toString();
        }
    }
}

package io.nineveh.broker.plugin;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A plugin's reader, called with the plugin's class loader as the thread's context class loader. */
record IsolatedReader(BrokerReader reader, PluginContext context) implements BrokerReader {
    @Override
    public Location location() {
        return reader.location();
    }

    @Override
    public long size() {
        return reader.size();
    }

    @Override
    public int read(long position, ByteBuffer buffer) throws StorageException {
        return context.call(() -> reader.read(position, buffer));
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return context.call(() -> reader.capability(type)).map(ability -> context.isolate(type, ability));
    }

    @Override
    public void close() throws StorageException {
        context.run(() -> reader.close());
    }
}

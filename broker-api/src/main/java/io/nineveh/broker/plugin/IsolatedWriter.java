package io.nineveh.broker.plugin;

import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;

/** A plugin's writer, called with the plugin's class loader as the thread's context class loader. */
record IsolatedWriter(BrokerWriter writer, PluginContext context) implements BrokerWriter {
    @Override
    public Location location() {
        return writer.location();
    }

    @Override
    public long offset() {
        return writer.offset();
    }

    @Override
    public void write(long offset, ByteBuffer data) throws StorageException {
        context.run(() -> writer.write(offset, data));
    }

    @Override
    public void commit() throws StorageException {
        context.run(() -> writer.commit());
    }

    @Override
    public void abort() throws StorageException {
        context.run(() -> writer.abort());
    }

    @Override
    public void close() throws StorageException {
        context.run(() -> writer.close());
    }
}

package io.nineveh.broker.plugin;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.util.List;
import java.util.Optional;

/** A plugin's file system, called with the plugin's class loader as the thread's context class loader. */
final class IsolatedFileSystem implements BrokerFileSystem {
    private final BrokerFileSystem fileSystem;
    private final PluginContext context;

    IsolatedFileSystem(BrokerFileSystem fileSystem, PluginContext context) {
        this.fileSystem = fileSystem;
        this.context = context;
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        return context.call(() -> fileSystem.list(pattern, room));
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        return context.call(() -> fileSystem.listRecursive(directory, room));
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        return context.call(() -> fileSystem.stat(location));
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        return context.call(() -> new IsolatedReader(fileSystem.openReader(location), context));
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        return context.call(() -> new IsolatedWriter(fileSystem.openWriter(location), context));
    }

    @Override
    public void delete(Location location) throws StorageException {
        context.run(() -> fileSystem.delete(location));
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        context.run(() -> fileSystem.rename(source, target));
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return context.call(() -> fileSystem.capability(type)).map(ability -> context.isolate(type, ability));
    }

    @Override
    public boolean isSpentBy(StorageException failure) {
        return context.call(() -> fileSystem.isSpentBy(failure));
    }

    @Override
    public void close() throws StorageException {
        context.run(() -> fileSystem.close());
    }
}

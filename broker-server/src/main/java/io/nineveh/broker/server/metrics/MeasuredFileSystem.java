package io.nineveh.broker.server.metrics;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A file system whose operations are counted and timed. */
final class MeasuredFileSystem implements BrokerFileSystem {
    private final BrokerFileSystem fileSystem;
    private final StorageMeters meters;
    private final Map<Class<?>, Optional<?>> abilities = new ConcurrentHashMap<>();

    MeasuredFileSystem(BrokerFileSystem fileSystem, StorageMeters meters) {
        this.fileSystem = fileSystem;
        this.meters = meters;
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        return meters.operation("list").measure(() -> fileSystem.list(pattern, room));
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        return meters.operation("listRecursive").measure(() -> fileSystem.listRecursive(directory, room));
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        return meters.operation("stat").measure(() -> fileSystem.stat(location));
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        return new MeasuredReader(
                meters.operation("openReader").measure(() -> fileSystem.openReader(location)), meters);
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        return new MeasuredWriter(
                meters.operation("openWriter").measure(() -> fileSystem.openWriter(location)), meters);
    }

    @Override
    public void delete(Location location) throws StorageException {
        meters.operation("delete").run(() -> fileSystem.delete(location));
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        meters.operation("rename").run(() -> fileSystem.rename(source, target));
    }

    /** Asked once for each: which abilities there are does not change. */
    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return abilities
                .computeIfAbsent(
                        type,
                        any -> fileSystem.capability(type).map(ability -> MeasuredAbility.of(type, ability, meters)))
                .map(type::cast);
    }

    @Override
    public boolean isSpentBy(StorageException failure) {
        return fileSystem.isSpentBy(failure);
    }

    @Override
    public void close() throws StorageException {
        meters.operation("close").run(fileSystem::close);
    }
}

package io.nineveh.backup.fake;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.util.List;
import java.util.Optional;

/** Lets a test see each call before it is made, and fail it. Close is not passed on. */
public final class InterceptedFileSystem implements BrokerFileSystem {
    /** The calls. */
    public enum Call {
        LIST,
        STAT,
        READ,
        WRITE,
        DELETE,
        RENAME
    }

    /** What happens before a call. */
    @FunctionalInterface
    public interface Interceptor {
        void before(Call call, Location location) throws StorageException;
    }

    private final BrokerFileSystem files;
    private final Interceptor interceptor;

    public InterceptedFileSystem(BrokerFileSystem files, Interceptor interceptor) {
        this.files = files;
        this.interceptor = interceptor;
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        interceptor.before(Call.LIST, pattern);
        return files.list(pattern, room);
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        interceptor.before(Call.LIST, directory);
        return files.listRecursive(directory, room);
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        interceptor.before(Call.STAT, location);
        return files.stat(location);
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        interceptor.before(Call.READ, location);
        return files.openReader(location);
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        interceptor.before(Call.WRITE, location);
        return files.openWriter(location);
    }

    @Override
    public void delete(Location location) throws StorageException {
        interceptor.before(Call.DELETE, location);
        files.delete(location);
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        interceptor.before(Call.RENAME, source);
        files.rename(source, target);
    }

    @Override
    public void close() {}
}

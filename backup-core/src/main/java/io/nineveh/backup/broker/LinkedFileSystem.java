package io.nineveh.backup.broker;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file system through a broker, counted as long as it is open. When a call fails in a way that may pass, the broker is asked
 * at once whether it is alive, so that who tries again gets another one if it is not. That holds for its readers and writers, and for
 * what moves whole files, too.
 */
final class LinkedFileSystem implements BrokerFileSystem {
    private final BrokerFileSystem files;
    private final BrokerLink link;
    private final LinkedCalls calls;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    LinkedFileSystem(BrokerFileSystem files, BrokerLink link) {
        this.files = files;
        this.link = link;
        this.calls = new LinkedCalls(link);
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        return calls.watch(() -> files.list(pattern, room));
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        return calls.watch(() -> files.listRecursive(directory, room));
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        return calls.watch(() -> files.stat(location));
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        return new LinkedReader(calls.watch(() -> files.openReader(location)), calls);
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        return new LinkedWriter(calls.watch(() -> files.openWriter(location)), calls);
    }

    @Override
    public void delete(Location location) throws StorageException {
        calls.watch(() -> {
            files.delete(location);
            return location;
        });
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        calls.watch(() -> {
            files.rename(source, target);
            return target;
        });
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return files.capability(type).map(ability -> calls.watching(type, ability));
    }

    @Override
    public void close() throws StorageException {
        if (isClosed.compareAndSet(false, true)) {
            try {
                files.close();
            } finally {
                link.fileSystemClosed();
            }
        }
    }
}

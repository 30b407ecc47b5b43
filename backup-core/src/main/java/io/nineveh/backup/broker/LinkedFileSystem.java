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
 * at once whether it is alive, so that who tries again soon gets another one if it is not.
 */
final class LinkedFileSystem implements BrokerFileSystem {
    private interface Call<T> {
        T run() throws StorageException;
    }

    private final BrokerFileSystem files;
    private final BrokerLink link;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    LinkedFileSystem(BrokerFileSystem files, BrokerLink link) {
        this.files = files;
        this.link = link;
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        return watched(() -> files.list(pattern, room));
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        return watched(() -> files.listRecursive(directory, room));
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        return watched(() -> files.stat(location));
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        return watched(() -> files.openReader(location));
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        return watched(() -> files.openWriter(location));
    }

    @Override
    public void delete(Location location) throws StorageException {
        watched(() -> {
            files.delete(location);
            return location;
        });
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        watched(() -> {
            files.rename(source, target);
            return target;
        });
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return files.capability(type);
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

    private <T> T watched(Call<T> call) throws StorageException {
        try {
            return call.run();
        } catch (StorageException e) {
            if (e.isTransient()) {
                link.beat();
            }
            throw e;
        }
    }
}

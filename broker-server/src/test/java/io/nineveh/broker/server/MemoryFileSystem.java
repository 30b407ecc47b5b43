package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Glob;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A bucket of {@link MemoryStorage}. */
final class MemoryFileSystem implements BrokerFileSystem {
    private final MemoryStorage storage;
    private final String bucket;

    MemoryFileSystem(MemoryStorage storage, String bucket) {
        this.storage = storage;
        this.bucket = bucket;
    }

    private String key(Location location) {
        return bucket + location.path();
    }

    /** Every file of the bucket and every directory that one of them implies, by path. */
    private Map<String, FileEntry> entries(Location sample) {
        Map<String, FileEntry> entries = new TreeMap<>();
        storage.files.forEach((key, content) -> {
            if (key.startsWith(bucket + "/")) {
                String path = key.substring(bucket.length());
                for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
                    String directory = path.substring(0, slash);
                    entries.put(directory, FileEntry.directory(sample.withPath(directory)));
                }
                entries.put(path, FileEntry.file(sample.withPath(path), content.length, Instant.ofEpochMilli(1000)));
            }
        });
        return entries;
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        Glob glob = pattern.glob();
        List<FileEntry> found = new ArrayList<>();
        for (FileEntry entry : entries(pattern).values()) {
            String path = entry.location().path();
            if (glob.matches(path) || path.equals(pattern.path())) {
                room.take(entry);
                found.add(entry);
            }
        }
        return found;
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        List<FileEntry> found = entries(directory).values().stream()
                .filter(FileEntry::isFile)
                .filter(entry -> entry.location().equals(directory)
                        || entry.location().path().startsWith(directory.path() + "/"))
                .toList();
        for (FileEntry entry : found) {
            room.take(entry);
        }
        return found;
    }

    @Override
    public Optional<FileEntry> stat(Location location) {
        return Optional.ofNullable(entries(location).get(location.path()));
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        storage.passGate(location);
        byte[] content = storage.files.get(key(location));
        if (content == null) {
            throw StorageException.notFound(location);
        }
        return new Reader(location, content);
    }

    @Override
    public BrokerWriter openWriter(Location location) {
        storage.passGate(location);
        storage.openWriters.incrementAndGet();
        return new Writer(location);
    }

    @Override
    public void delete(Location location) {
        storage.files.keySet().removeIf(key -> key.equals(key(location)) || key.startsWith(key(location) + "/"));
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        if (!storage.files.containsKey(key(source)) || storage.files.containsKey(key(target))) {
            throw new StorageException(Kind.STORAGE_ERROR, source, "failed to rename to " + target);
        }
        storage.files.put(key(target), storage.files.remove(key(source)));
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return Optional.ofNullable(storage.abilities.get(type)).map(type::cast);
    }

    @Override
    public boolean isSpentBy(StorageException failure) {
        return storage.spending.test(failure);
    }

    @Override
    public void close() {
        storage.onClose.run();
        storage.closed.incrementAndGet();
    }

    private static final class Reader implements BrokerReader {
        private final Location location;
        private final byte[] content;

        private Reader(Location location, byte[] content) {
            this.location = location;
            this.content = content;
        }

        @Override
        public Location location() {
            return location;
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public int read(long position, ByteBuffer buffer) {
            int length = Math.min(buffer.remaining(), content.length - (int) position);
            buffer.put(content, (int) position, length);
            return length;
        }

        @Override
        public void close() {}
    }

    private final class Writer implements BrokerWriter {
        private final Location location;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private boolean ended;

        private Writer(Location location) {
            this.location = location;
        }

        @Override
        public Location location() {
            return location;
        }

        @Override
        public synchronized long offset() {
            return content.size();
        }

        @Override
        public synchronized void write(long offset, ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            content.writeBytes(bytes);
        }

        @Override
        public synchronized void commit() throws StorageException {
            if (location.name().equals("uncommittable")) {
                throw new StorageException(Kind.STORAGE_ERROR, location, "the disk is full");
            }
            if (!ended) {
                ended = true;
                storage.openWriters.decrementAndGet();
                storage.files.put(key(location), content.toByteArray());
            }
        }

        @Override
        public synchronized void abort() {
            if (!ended) {
                ended = true;
                storage.openWriters.decrementAndGet();
            }
        }
    }
}

package io.nineveh.backup.broker;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker without files, whose life the test decides. It is alive until told otherwise. */
final class FakeBroker implements BrokerConnection {
    private volatile boolean isAlive = true;
    private volatile Optional<BrokerProduct> product = Optional.empty();
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean isClosed;

    void die() {
        isAlive = false;
    }

    void revive() {
        isAlive = true;
    }

    /** From now on no ping is answered before {@link #answer()}. */
    void hang() {
        answers = new CountDownLatch(1);
    }

    void answer() {
        answers.countDown();
    }

    void tell(BrokerProduct told) {
        product = Optional.of(told);
    }

    int pings() {
        return pings.get();
    }

    /** How many file systems were ever opened. */
    int opened() {
        return opened.get();
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void ping() throws StorageException {
        pings.incrementAndGet();
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        checkAlive();
    }

    @Override
    public Optional<BrokerProduct> describe() throws StorageException {
        checkAlive();
        return product;
    }

    @Override
    public BrokerFileSystem fileSystem(Location location, Map<String, String> properties) {
        opened.incrementAndGet();
        return new NoFiles();
    }

    @Override
    public void close() {
        isClosed = true;
        answers.countDown();
    }

    private void checkAlive() throws StorageException {
        if (!isAlive) {
            throw new StorageException(
                    StorageException.Kind.STORAGE_ERROR, StorageException.Retry.MAY_HELP, "connection refused", null);
        }
    }

    private final class NoFiles implements BrokerFileSystem {
        @Override
        public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
            checkAlive();
            return List.of();
        }

        @Override
        public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
            return list(directory);
        }

        @Override
        public Optional<FileEntry> stat(Location location) throws StorageException {
            return list(location).stream().findFirst();
        }

        @Override
        public BrokerReader openReader(Location location) throws StorageException {
            checkAlive();
            throw StorageException.notFound(location);
        }

        @Override
        public BrokerWriter openWriter(Location location) throws StorageException {
            checkAlive();
            throw new StorageException(StorageException.Kind.NOT_SUPPORTED, location, "this broker has no files");
        }

        @Override
        public void delete(Location location) throws StorageException {
            checkAlive();
        }

        @Override
        public void rename(Location source, Location target) throws StorageException {
            checkAlive();
            throw StorageException.notFound(source);
        }

        @Override
        public void close() {}
    }
}

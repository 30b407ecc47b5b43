package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StoragePlugin;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** An object store in memory with the scheme {@code mem}: a bucket for each authority, all buckets seen by every user. */
final class MemoryStorage implements StoragePlugin {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger openWriters = new AtomicInteger();
    final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();
    /** The abilities that its file systems have, by their interfaces. */
    final Map<Class<?>, Object> abilities = new ConcurrentHashMap<>();

    volatile Optional<StorageException> refusal = Optional.empty();
    volatile Runnable onClose = () -> {};

    /** After which failures its file systems are no good any more. */
    volatile Predicate<StorageException> spending = failure -> false;

    /** What every open of a file whose name is {@code stuck}, and every write to one, waits for. */
    final CountDownLatch release = new CountDownLatch(1);

    /** How many calls wait for the release. */
    final AtomicInteger stuck = new AtomicInteger();

    void passGate(Location location) {
        if (location.name().equals("stuck")) {
            stuck.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Who sees which bucket. */
    record Spec(MemoryStorage storage, String bucket, String user) implements FileSystemSpec {
        @Override
        public BrokerFileSystem open() throws StorageException {
            storage.opened.incrementAndGet();
            if (storage.refusal.isPresent()) {
                throw storage.refusal.get();
            }
            return new MemoryFileSystem(storage, bucket);
        }

        @Override
        public String toString() {
            return "mem://" + bucket + " as " + user;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Spec spec && bucket.equals(spec.bucket) && user.equals(spec.user);
        }

        @Override
        public int hashCode() {
            return bucket.hashCode() * 31 + user.hashCode();
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("mem");
    }

    @Override
    public FileSystemSpec specify(Location location, Map<String, String> properties) {
        if (properties.containsKey("bug")) {
            throw new IllegalStateException("a bug that knows the password " + properties.get("bug"));
        }
        return new Spec(this, location.authority().orElse(""), properties.getOrDefault("user", "nobody"));
    }
}

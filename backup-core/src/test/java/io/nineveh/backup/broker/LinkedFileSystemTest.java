package io.nineveh.backup.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.fake.MemoryBroker;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A broker that dies in the middle of a file is suspected at once, whatever the call that finds out. */
class LinkedFileSystemTest {
    private static final Location FILE = Location.of("mem://host/file");

    /** Heartbeats run when the test has them run. */
    private final Queue<Runnable> heartbeats = new ArrayDeque<>();

    private final BrokerLink link = new BrokerLink(
            "b",
            new HostPort("127.0.0.1", 8000),
            new MemoryBroker(new DyingFiles()),
            Clock.systemUTC(),
            heartbeats::add);

    private interface Step {
        void on(BrokerFileSystem files) throws StorageException;
    }

    static Stream<Step> steps() {
        return Stream.of(
                files -> files.openWriter(FILE).write(0, ByteBuffer.allocate(1)),
                files -> files.openWriter(FILE).commit(),
                files -> files.openReader(FILE).read(0, ByteBuffer.allocate(1)),
                files -> files.capability(WholeFilePut.class)
                        .orElseThrow()
                        .put(FILE, ByteBuffer.allocate(0), Md5.of(new byte[0])),
                files -> files.capability(WholeFileGet.class).orElseThrow().get(FILE, 1),
                files -> files.list(FILE),
                files -> files.rename(FILE, FILE));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aFailedCallMakesTheBrokerSuspectUntilItAnswers(Step step) throws StorageException {
        BrokerFileSystem files = link.open(FILE, Map.of()).orElseThrow();
        assertThat(link.isSuspect()).isFalse();

        assertThatThrownBy(() -> step.on(files)).isInstanceOf(StorageException.class);

        assertThat(link.isSuspect()).isTrue();
        assertThat(heartbeats).hasSize(1);
        heartbeats.remove().run();
        assertThat(link.isSuspect()).isFalse();
        assertThat(link.isAlive()).isTrue();
    }

    @Test
    void aFailureThatIsNotTheBrokersDoesNot() {
        BrokerFileSystem files = link.open(FILE, Map.of()).orElseThrow();

        assertThatThrownBy(() -> files.stat(FILE)).isInstanceOf(StorageException.class);

        assertThat(link.isSuspect()).isFalse();
        assertThat(heartbeats).isEmpty();
    }

    private static StorageException reset() {
        return StorageException.transientFailure(FILE, "connection reset", new IOException("reset"));
    }

    /** Opens files, and fails at whatever is done then. */
    private static final class DyingFiles implements BrokerFileSystem, WholeFilePut, WholeFileGet {
        @Override
        public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
            throw reset();
        }

        @Override
        public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
            throw reset();
        }

        @Override
        public Optional<FileEntry> stat(Location location) throws StorageException {
            throw StorageException.notFound(location);
        }

        @Override
        public BrokerReader openReader(Location location) {
            return new DyingReader(location);
        }

        @Override
        public BrokerWriter openWriter(Location location) {
            return new DyingWriter(location);
        }

        @Override
        public void delete(Location location) throws StorageException {
            throw reset();
        }

        @Override
        public void rename(Location source, Location target) throws StorageException {
            throw reset();
        }

        @Override
        public <T> Optional<T> capability(Class<T> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public long largestPut() {
            return 1;
        }

        @Override
        public void put(Location location, ByteBuffer data, Md5 md5) throws StorageException {
            throw reset();
        }

        @Override
        public byte[] get(Location location, int maxLength) throws StorageException {
            throw reset();
        }

        @Override
        public void close() {}
    }

    private record DyingReader(Location location) implements BrokerReader {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public int read(long position, ByteBuffer buffer) throws StorageException {
            throw reset();
        }

        @Override
        public void close() {}
    }

    private record DyingWriter(Location location) implements BrokerWriter {
        @Override
        public long offset() {
            return 0;
        }

        @Override
        public void write(long offset, ByteBuffer data) throws StorageException {
            throw reset();
        }

        @Override
        public void commit() throws StorageException {
            throw reset();
        }

        @Override
        public void abort() {}
    }
}

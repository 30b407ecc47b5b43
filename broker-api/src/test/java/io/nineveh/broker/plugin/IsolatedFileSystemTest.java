package io.nineveh.broker.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IsolatedFileSystemTest {
    private static final Location LOCATION = Location.of("recording:///a");

    private final ClassLoader classLoader = new URLClassLoader("plugin", new URL[0], null);
    private final Recording recording = new Recording();
    private final BrokerFileSystem fileSystem = new IsolatedFileSystem(recording, new PluginContext(classLoader));

    @Test
    void everyCallHasThePluginsContextClassLoader() throws StorageException {
        fileSystem.list(LOCATION);
        fileSystem.listRecursive(LOCATION);
        fileSystem.stat(LOCATION);
        fileSystem.delete(LOCATION);
        fileSystem.rename(LOCATION, LOCATION);
        fileSystem.capability(ContentChecksum.class).orElseThrow().md5(LOCATION);
        try (BrokerReader reader = fileSystem.openReader(LOCATION)) {
            reader.read(0, ByteBuffer.allocate(1));
            assertThat(reader.size()).isEqualTo(7);
            assertThat(reader.location()).isEqualTo(LOCATION);
        }
        try (BrokerWriter writer = fileSystem.openWriter(LOCATION)) {
            writer.write(0, ByteBuffer.allocate(1));
            writer.commit();
            writer.abort();
            assertThat(writer.offset()).isEqualTo(8);
            assertThat(writer.location()).isEqualTo(LOCATION);
        }
        fileSystem.close();

        assertThat(recording.calls)
                .containsExactly(
                        "list",
                        "listRecursive",
                        "stat",
                        "delete",
                        "rename",
                        "md5",
                        "openReader",
                        "read",
                        "closeReader",
                        "openWriter",
                        "write",
                        "commit",
                        "abort",
                        "abort",
                        "close");
        assertThat(Thread.currentThread().getContextClassLoader()).isNotSameAs(classLoader);
    }

    @Test
    void anAbilityThatThePluginHasNotIsAbsent() {
        assertThat(fileSystem.capability(BatchDelete.class)).isEmpty();
    }

    @Test
    void failuresComeThroughUnchanged() throws StorageException {
        Location missing = Location.of("recording:///missing");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ContentChecksum checksum = fileSystem.capability(ContentChecksum.class).orElseThrow();

        assertThatThrownBy(() -> checksum.md5(missing)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> fileSystem.stat(missing)).isInstanceOf(StorageException.class);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    /** Takes down each call, and that it has the right class loader. */
    private final class Recording implements BrokerFileSystem, ContentChecksum {
        private final List<String> calls = new ArrayList<>();

        private void call(String name) {
            assertThat(Thread.currentThread().getContextClassLoader()).as(name).isSameAs(classLoader);
            calls.add(name);
        }

        private void requireThere(Location location) throws StorageException {
            if (!location.equals(LOCATION)) {
                throw StorageException.notFound(location);
            }
        }

        @Override
        public List<FileEntry> list(Location pattern, ListingRoom room) {
            call("list");
            return List.of();
        }

        @Override
        public List<FileEntry> listRecursive(Location directory, ListingRoom room) {
            call("listRecursive");
            return List.of();
        }

        @Override
        public Optional<FileEntry> stat(Location location) throws StorageException {
            call("stat");
            requireThere(location);
            return Optional.empty();
        }

        @Override
        public Optional<Md5> md5(Location location) throws StorageException {
            call("md5");
            requireThere(location);
            return Optional.of(Md5.of(new byte[0]));
        }

        @Override
        public BrokerReader openReader(Location location) {
            call("openReader");
            return new BrokerReader() {
                @Override
                public Location location() {
                    return LOCATION;
                }

                @Override
                public long size() {
                    return 7;
                }

                @Override
                public int read(long position, ByteBuffer buffer) {
                    call("read");
                    return 0;
                }

                @Override
                public void close() {
                    call("closeReader");
                }
            };
        }

        @Override
        public BrokerWriter openWriter(Location location) {
            call("openWriter");
            return new BrokerWriter() {
                @Override
                public Location location() {
                    return LOCATION;
                }

                @Override
                public long offset() {
                    return 8;
                }

                @Override
                public void write(long offset, ByteBuffer data) {
                    call("write");
                }

                @Override
                public void commit() {
                    call("commit");
                }

                @Override
                public void abort() {
                    call("abort");
                }
            };
        }

        @Override
        public void delete(Location location) {
            call("delete");
        }

        @Override
        public void rename(Location source, Location target) {
            call("rename");
        }

        @Override
        public void close() {
            call("close");
        }
    }
}

package io.nineveh.broker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of the contract suite work with: the file system, its root, and the steps that they share. */
final class ContractFixture implements Closeable {
    private static final int CHUNK = 1 << 20;

    /** What a storage says of itself. */
    record Storage(
            boolean isHierarchical,
            Set<Class<?>> capabilities,
            Set<String> impossibleNames,
            int partSize,
            int manyFiles) {}

    /** Opens another file system. */
    interface Opening {
        BrokerFileSystem open() throws StorageException;
    }

    private final BrokerFileSystem fileSystem;
    private final Opening opening;
    private final Location root;
    private final Storage storage;
    private Optional<BrokerFileSystem> observer = Optional.empty();

    ContractFixture(BrokerFileSystem fileSystem, Opening opening, Location root, Storage storage) {
        this.fileSystem = fileSystem;
        this.opening = opening;
        this.root = root;
        this.storage = storage;
    }

    BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    /** A new file system on the same storage, which the caller closes. */
    BrokerFileSystem openAnother() throws StorageException {
        return opening.open();
    }

    /** A second file system, for what somebody else sees. */
    BrokerFileSystem observer() throws StorageException {
        if (observer.isEmpty()) {
            observer = Optional.of(openAnother());
        }
        return observer.get();
    }

    Location root() {
        return root;
    }

    Storage storage() {
        return storage;
    }

    Location at(String relativePath) {
        return root.child(relativePath);
    }

    /** The same bytes for the same arguments. */
    static byte[] content(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    void write(Location location, byte[] content) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(location)) {
            append(writer, content);
            writer.commit();
        }
    }

    void writeAll(String... relativePaths) throws StorageException {
        for (String path : relativePaths) {
            write(at(path), new byte[] {1});
        }
    }

    static void append(BrokerWriter writer, byte[] content) throws StorageException {
        for (int start = 0; start < content.length; start += CHUNK) {
            writer.write(writer.offset(), ByteBuffer.wrap(content, start, Math.min(CHUNK, content.length - start)));
        }
    }

    byte[] read(Location location) throws StorageException {
        return read(fileSystem, location);
    }

    static byte[] read(BrokerFileSystem from, Location location) throws StorageException {
        try (BrokerReader reader = from.openReader(location)) {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(reader.size()));
            if (reader.size() > 0) {
                assertThat(reader.read(0, content)).isEqualTo(content.capacity());
            }
            return content.array();
        }
    }

    /** The locations of entries, relative to the root; all must be spelled like it. */
    List<String> relative(List<FileEntry> entries) {
        String prefix = root + "/";
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.location().toString()).startsWith(prefix));
        return entries.stream()
                .map(entry -> entry.location().toString().substring(prefix.length()))
                .toList();
    }

    List<String> list(String relativePattern) throws StorageException {
        return relative(fileSystem.list(at(relativePattern)));
    }

    List<String> listRecursive(String relativePath) throws StorageException {
        return relative(fileSystem.listRecursive(at(relativePath)));
    }

    /** Neither this file system nor another one sees the file. */
    void assertAbsent(Location location) throws StorageException {
        for (BrokerFileSystem each : List.of(fileSystem, observer())) {
            assertThat(each.stat(location)).isEmpty();
            assertThat(each.list(location)).isEmpty();
            assertThat(each.listRecursive(location)).isEmpty();
            assertFailure(StorageException.Kind.NOT_FOUND, location, () -> each.openReader(location));
        }
    }

    /** Both this file system and another one see a file with this content. */
    void assertContent(Location location, byte[] content) throws StorageException {
        for (BrokerFileSystem each : List.of(fileSystem, observer())) {
            assertThat(each.stat(location)).hasValueSatisfying(entry -> {
                assertThat(entry.isFile()).isTrue();
                assertThat(entry.size()).isEqualTo(content.length);
            });
            assertThat(Md5.of(read(each, location))).isEqualTo(Md5.of(content));
        }
    }

    /** The call fails with an exception of this kind that names the location. */
    static void assertFailure(StorageException.Kind kind, Location location, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StorageException.class, failure -> {
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
            assertThat(failure).hasMessageContaining(location.toString());
        });
    }

    /** The call fails with an exception that names the location. */
    static void assertFailure(Location location, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StorageException.class).hasMessageContaining(location.toString());
    }

    @Override
    public void close() throws StorageException {
        if (observer.isPresent()) {
            observer.get().close();
        }
    }
}

package io.nineveh.broker.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.plugin.TestMemory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a local disk promises. */
class LocalFileSystemTest {
    @TempDir
    private Path root;

    private BrokerFileSystem fileSystem;

    @BeforeEach
    void open() throws Exception {
        fileSystem = new LocalPluginFactory()
                .create(Map.of("roots", root.toString()), TestMemory.ample())
                .specify(Location.of("file:///"), Map.of())
                .open();
    }

    @AfterEach
    void close() throws StorageException {
        fileSystem.close();
    }

    @Test
    void aReaderOfAReplacedOrDeletedFileGoesOnWithTheOldContent() throws Exception {
        write("file", "old content");
        try (BrokerReader reader = fileSystem.openReader(at("file"))) {
            write("file", "new");
            assertThat(read(reader)).isEqualTo("old content");
            fileSystem.delete(at("file"));
            assertThat(read(reader)).isEqualTo("old content");
        }
    }

    @Test
    void aRootWithWildcardsInItsNameIsListedByItsLiteralPattern() throws Exception {
        Path odd = Files.createDirectories(root.resolve("a [1]*/inner"));
        Files.writeString(odd.resolve("file"), "content");
        Location directory = Location.of("file://" + odd);
        try (BrokerFileSystem confined = new LocalPluginFactory()
                .create(Map.of("roots", odd.toString()), TestMemory.ample())
                .specify(Location.of("file:///"), Map.of())
                .open()) {
            assertThat(confined.list(directory.asLiteralPattern().child("*")))
                    .extracting(FileEntry::location)
                    .containsExactly(directory.child("file"));
            assertThat(confined.list(directory.asLiteralPattern()))
                    .extracting(FileEntry::location)
                    .containsExactly(directory);
            assertThatThrownBy(() -> confined.list(
                            Location.of("file://" + root).asLiteralPattern().child("a \\[1]*/*")))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_PATH));
        }
    }

    @Test
    void aTemporaryFileLiesInTheTargetsDirectoryAndIsHidden() throws Exception {
        Files.createDirectory(root.resolve("directory"));
        try (BrokerWriter writer = fileSystem.openWriter(at("directory/file"))) {
            writer.write(0, ByteBuffer.allocate(10));
            Path temporary = onlyFileIn(root.resolve("directory"));
            Location location = Location.of("file://" + temporary);

            assertThat(temporary.getFileName().toString()).matches("\\.nineveh-[0-9a-f]{16}\\.part");
            assertThat(fileSystem.stat(location)).isEmpty();
            assertThat(fileSystem.list(location)).isEmpty();
            assertThat(fileSystem.list(at("directory/*"))).isEmpty();
            assertThat(fileSystem.listRecursive(at("directory"))).isEmpty();
            assertThatThrownBy(() -> fileSystem.openReader(location))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND));
            assertThatThrownBy(() -> fileSystem.openWriter(location))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_PATH));
        }
        assertThat(root.resolve("directory")).isEmptyDirectory();
    }

    @Test
    void aCommitIntoADirectoryThatWasDeletedMakesItAgainOrSaysThatARetryHelps() throws Exception {
        Files.createDirectory(root.resolve("directory"));
        try (BrokerWriter writer = fileSystem.openWriter(at("directory/file"))) {
            fileSystem.delete(at("directory"));

            assertThatThrownBy(writer::commit)
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.isTransient()).isTrue())
                    .hasMessageContaining("write it again");
        }
        write("directory/file", "x");
        assertThat(root.resolve("directory/file")).hasContent("x");
    }

    @Test
    void ofManyRenamesToOneNameOneSucceedsAndTheOthersKeepTheirFiles() throws Exception {
        List<Callable<Integer>> renames = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String name = "source-" + i;
            write(name, name);
            renames.add(() -> {
                try {
                    fileSystem.rename(at(name), at("target"));
                    return 1;
                } catch (StorageException e) {
                    assertThat(e.kind()).isEqualTo(Kind.STORAGE_ERROR);
                    assertThat(root.resolve(name)).hasContent(name);
                    return 0;
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(renames.size());
        int successes = 0;
        try {
            for (Future<Integer> each : threads.invokeAll(renames)) {
                successes += each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(successes).isEqualTo(1);
        assertThat(fileSystem.list(at("source-*"))).hasSize(15);
        assertThat(root.resolve("target")).isRegularFile();
    }

    @Test
    void pipesAndDevicesAreNoFiles() throws Exception {
        Process process = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        assertThat(process.waitFor()).isZero();

        assertThat(fileSystem.list(at("*"))).isEmpty();
        assertThat(fileSystem.stat(at("pipe"))).isEmpty();
        assertThatThrownBy(() -> fileSystem.openReader(at("pipe"))).hasMessageContaining("not a regular file");
        assertThat(fileSystem.listRecursive(at("pipe/x"))).isEmpty();
    }

    @Test
    void slashesInARowCountAsOne() throws Exception {
        write("a/file", "x");

        assertThat(fileSystem.stat(at("a//file"))).isPresent();
        assertThat(fileSystem.list(at("a/"))).extracting(FileEntry::location).containsExactly(at("a/"));
        assertThat(fileSystem.list(at("/a//*"))).extracting(FileEntry::location).containsExactly(at("a/file"));
        assertThat(fileSystem.listRecursive(at("a//")))
                .extracting(FileEntry::location)
                .containsExactly(at("a/file"));
    }

    @Test
    void aNameThatIsTooLongIsAnInvalidPath() {
        Location location = at("x".repeat(300));

        assertThatThrownBy(() -> {
                    try (BrokerWriter writer = fileSystem.openWriter(location)) {
                        writer.commit();
                    }
                })
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_PATH))
                .hasMessageContaining("too long");
    }

    @Test
    void aFileThatIsCutWhileItIsReadIsAFailure() throws Exception {
        write("file", "some content");
        try (BrokerReader reader = fileSystem.openReader(at("file"))) {
            Files.writeString(root.resolve("file"), "some");

            assertThatThrownBy(() -> read(reader)).hasMessageContaining("cut to 4 bytes");
        }
    }

    @Test
    void aRenamedFileKeepsItsModificationTime() throws Exception {
        write("a", "x");
        FileEntry before = fileSystem.stat(at("a")).orElseThrow();
        fileSystem.rename(at("a"), at("b"));

        assertThat(fileSystem.stat(at("b")).orElseThrow().modificationTime()).isEqualTo(before.modificationTime());
    }

    private Location at(String path) {
        return Location.of("file://" + root + "/" + path);
    }

    private void write(String path, String text) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(at(path))) {
            writer.write(0, ByteBuffer.wrap(text.getBytes(UTF_8)));
            writer.commit();
        }
    }

    private static String read(BrokerReader reader) throws StorageException {
        ByteBuffer buffer = ByteBuffer.allocate((int) reader.size());
        reader.read(0, buffer);
        return UTF_8.decode(buffer.flip()).toString();
    }

    private static Path onlyFileIn(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findFirst().orElseThrow();
        }
    }
}

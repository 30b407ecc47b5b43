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
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No path and no link leads out of the allowed roots. */
class ConfinementTest {
    @TempDir
    private Path temporary;

    private Path root;
    private Path outside;
    private BrokerFileSystem fileSystem;

    @BeforeEach
    void open() throws Exception {
        root = Files.createDirectory(temporary.resolve("root"));
        outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        fileSystem = open(root.toString());
    }

    @AfterEach
    void close() throws StorageException {
        fileSystem.close();
    }

    @Test
    void aPathOutsideIsRefusedAndTheMessageSaysWhatToDo() {
        for (Path path : List.of(outside, outside.resolve("secret"), temporary, Path.of("/"), Path.of(root + "2/x"))) {
            assertAllRefused(at(path));
            assertThatThrownBy(() -> fileSystem.openReader(at(path)))
                    .hasMessageContaining(at(path).toString())
                    .hasMessageContaining("plugin.local.roots");
        }
        assertThatThrownBy(() -> fileSystem.list(Location.of("file://" + temporary + "/*/secret")))
                .isInstanceOf(StorageException.class);
        assertOutsideIsUntouched();
    }

    @Test
    void aPathThatGoesUpIsRefusedEvenWhenItComesBack() {
        for (String path : List.of("/../outside/secret", "/..", "/a/../../outside/secret", "/./x", "/../root/x")) {
            assertAllRefused(Location.of("file://" + root + path));
        }
        assertThatThrownBy(() -> fileSystem.list(Location.of("file://" + root + "/../outside/*")))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> fileSystem.list(Location.of("file://" + root + "/\\../outside/*")))
                .isInstanceOf(StorageException.class);
        assertOutsideIsUntouched();
    }

    @Test
    void aLinkToAFileOutsideIsNeitherReadNorWrittenNorListed() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), outside.resolve("secret"));
        Files.writeString(root.resolve("file"), "file");
        Location link = at(root.resolve("link"));

        assertRefused(() -> fileSystem.openReader(link));
        assertRefused(() -> fileSystem.openWriter(link));
        assertRefused(() -> fileSystem.stat(link));
        assertRefused(() -> fileSystem.list(link));
        assertThat(fileSystem.list(at(root.resolve("*"))))
                .extracting(FileEntry::name)
                .containsExactly("file");
        assertThat(fileSystem.listRecursive(at(root)))
                .extracting(FileEntry::name)
                .containsExactly("file");
        assertOutsideIsUntouched();
    }

    @Test
    void aLinkToADirectoryOutsideIsNotFollowed() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), outside);
        Location below = at(root.resolve("link/secret"));

        assertAllRefused(below);
        assertAllRefused(at(root.resolve("link/new/file")));
        assertThat(fileSystem.list(at(root.resolve("*/*")))).isEmpty();
        assertThat(fileSystem.list(at(root.resolve("*")))).isEmpty();
        assertThat(fileSystem.listRecursive(at(root))).isEmpty();
        assertOutsideIsUntouched();
    }

    @Test
    void deletingALinkLeavesWhatItLeadsTo() throws Exception {
        Files.createSymbolicLink(root.resolve("file-link"), outside.resolve("secret"));
        Files.createDirectory(root.resolve("directory"));
        Files.createSymbolicLink(root.resolve("directory/link"), outside);

        fileSystem.delete(at(root.resolve("file-link")));
        fileSystem.delete(at(root.resolve("directory")));

        assertThat(root).isEmptyDirectory();
        assertOutsideIsUntouched();
    }

    @Test
    void aLinkThatStaysInsideIsFollowed() throws Exception {
        Files.createDirectory(root.resolve("directory"));
        Files.writeString(root.resolve("directory/file"), "file");
        Files.createSymbolicLink(root.resolve("link"), root.resolve("directory"));
        Files.createSymbolicLink(root.resolve("file-link"), Path.of("directory/file"));

        assertThat(read(at(root.resolve("link/file")))).isEqualTo("file");
        assertThat(read(at(root.resolve("file-link")))).isEqualTo("file");
        write(at(root.resolve("link/new")), "new");
        assertThat(root.resolve("directory/new")).hasContent("new");
        assertThat(fileSystem.list(at(root.resolve("*/file"))))
                .extracting(FileEntry::location)
                .containsExactly(at(root.resolve("directory/file")), at(root.resolve("link/file")));
    }

    @Test
    void aLinkInACircleAndALinkToNowhereAreNotThere() throws Exception {
        Files.createSymbolicLink(root.resolve("nowhere"), root.resolve("missing"));
        Files.createDirectory(root.resolve("directory"));
        Files.createSymbolicLink(root.resolve("directory/up"), root);
        Files.writeString(root.resolve("directory/file"), "file");

        assertThat(fileSystem.stat(at(root.resolve("nowhere")))).isEmpty();
        assertThat(fileSystem.listRecursive(at(root)))
                .extracting(FileEntry::location)
                .containsExactly(at(root.resolve("directory/file")));
        assertThat(fileSystem.list(at(root.resolve("*"))))
                .extracting(FileEntry::name)
                .containsExactly("directory");
    }

    @Test
    void aLinkPutInThePlaceOfADirectoryDuringAWriteDoesNotLeadOut() throws Exception {
        Files.createDirectory(root.resolve("directory"));
        Location location = at(root.resolve("directory/file"));
        try (BrokerWriter writer = fileSystem.openWriter(location)) {
            writer.write(0, ByteBuffer.wrap("new".getBytes(UTF_8)));
            Files.move(root.resolve("directory"), root.resolve("moved"));
            Files.createSymbolicLink(root.resolve("directory"), outside);

            assertRefused(writer::commit);
        }
        assertThat(root.resolve("moved")).isEmptyDirectory();
        assertOutsideIsUntouched();
    }

    @Test
    void aLinkSwappedInAgainAndAgainNeverLeadsOut() throws Exception {
        Files.createDirectory(root.resolve("real"));
        Files.writeString(root.resolve("real/secret"), "public");
        AtomicBoolean swapping = new AtomicBoolean(true);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> swapper = threads.submit(() -> swap(swapping));
        try {
            for (int i = 0; i < 300; i++) {
                try {
                    assertThat(read(at(root.resolve("name/secret")))).isEqualTo("public");
                    write(at(root.resolve("name/written")), "x");
                    fileSystem.delete(at(root.resolve("name/written")));
                } catch (StorageException e) {
                    assertThat(e).hasMessageContaining("name/");
                }
            }
        } finally {
            swapping.set(false);
            threads.shutdown();
        }
        swapper.get();
        assertOutsideIsUntouched();
    }

    @Test
    void theRootsThemselvesAreNeitherDeletedNorRenamedNorWritten() throws Exception {
        Path inner = Files.createDirectories(root.resolve("a/inner"));
        try (BrokerFileSystem nested = open(root + "," + inner)) {
            for (Path path : List.of(root, inner, root.resolve("a"), temporary, Path.of("/"))) {
                assertRefused(() -> nested.delete(at(path)));
                assertRefused(() -> nested.rename(at(path), at(root.resolve("b"))));
                assertRefused(() -> nested.openWriter(at(path)));
            }
            assertThat(nested.stat(at(root)))
                    .hasValueSatisfying(entry -> assertThat(entry.isDirectory()).isTrue());
        }
        assertThat(inner).isEmptyDirectory();
    }

    @Test
    void aRootMayBeGivenByALink() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
        try (BrokerFileSystem linked = open(link.toString())) {
            try (BrokerWriter writer = linked.openWriter(at(link.resolve("a/file")))) {
                writer.commit();
            }
            assertThat(linked.list(at(link.resolve("a/*"))))
                    .extracting(FileEntry::location)
                    .containsExactly(at(link.resolve("a/file")));
            assertThat(linked.stat(at(root.resolve("a/file")))).isPresent();
            assertRefused(() -> linked.delete(at(link)));
            assertRefused(() -> linked.delete(at(root)));
        }
        assertThat(root.resolve("a/file")).isEmptyFile();
    }

    @Test
    void withoutRootsNothingIsAllowed() throws Exception {
        try (BrokerFileSystem none = open("")) {
            assertThatThrownBy(() -> none.list(at(root)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("set plugin.local.roots");
        }
    }

    @Test
    void rootsThatCannotBeUsedStopTheStart() {
        assertThatThrownBy(() -> open(root + "/missing,relative/path"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(root + "/missing, which is not a directory; create it")
                .hasMessageContaining("relative path relative/path");
        assertThatThrownBy(() -> new LocalPluginFactory().create(Map.of("root", "/"), TestMemory.ample()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unknown key root; the nearest known key is roots");
    }

    @Test
    void theHostIsEmptyOrLocalhost() throws Exception {
        assertThat(fileSystem.stat(Location.of("file://localhost" + root))).isPresent();
        assertThatThrownBy(() -> fileSystem.stat(Location.of("file://elsewhere" + root)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("three slashes");
        StoragePlugin plugin = new LocalPluginFactory().create(Map.of("roots", root.toString()), TestMemory.ample());
        assertThatThrownBy(() -> plugin.specify(Location.of("file://elsewhere/x"), Map.of()))
                .isInstanceOf(StorageException.class);
        assertThat(plugin.specify(Location.of("file:///x"), Map.of("any", "thing")))
                .isEqualTo(plugin.specify(Location.of("file://localhost/y"), Map.of()));
    }

    private static BrokerFileSystem open(String roots) throws Exception {
        return new LocalPluginFactory()
                .create(Map.of("roots", roots), TestMemory.ample())
                .specify(Location.of("file:///"), Map.of())
                .open();
    }

    private void swap(AtomicBoolean swapping) {
        Path name = root.resolve("name");
        while (swapping.get()) {
            try {
                Files.move(root.resolve("real"), name);
                Files.move(name, root.resolve("real"));
                Files.createSymbolicLink(name, outside);
                Files.delete(name);
            } catch (FileAlreadyExistsException e) {
                removeMadeDirectory();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A write that found no directory has made one, which is in the way of the next swap. */
    private void removeMadeDirectory() {
        try {
            fileSystem.delete(at(root.resolve("name")));
        } catch (StorageException e) {
            assertThat(e.isTransient()).isTrue();
        }
    }

    private void assertAllRefused(Location location) {
        assertRefused(() -> fileSystem.list(location));
        assertRefused(() -> fileSystem.listRecursive(location));
        assertRefused(() -> fileSystem.stat(location));
        assertRefused(() -> fileSystem.openReader(location));
        assertRefused(() -> fileSystem.openWriter(location));
        assertRefused(() -> fileSystem.delete(location));
        assertRefused(() -> fileSystem.rename(location, at(root.resolve("target"))));
        assertRefused(() -> fileSystem.rename(at(root.resolve("source")), location));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.kind())
                                .as(failure.getMessage())
                                .isEqualTo(Kind.INVALID_PATH));
    }

    private void assertOutsideIsUntouched() {
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(outside).isDirectoryNotContaining(path -> !path.endsWith("secret"));
    }

    private String read(Location location) throws StorageException {
        try (BrokerReader reader = fileSystem.openReader(location)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) reader.size());
            reader.read(0, buffer);
            return UTF_8.decode(buffer.flip()).toString();
        }
    }

    private void write(Location location, String text) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(location)) {
            writer.write(0, ByteBuffer.wrap(text.getBytes(UTF_8)));
            writer.commit();
        }
    }

    private static Location at(Path path) {
        return Location.of("file://" + path);
    }
}

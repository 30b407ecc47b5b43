package io.nineveh.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileTransferTest {
    private static final Location REMOTE = Location.of("mem://host/tablet/1_0.dat");

    @TempDir
    Path directory;

    private final MemoryFileSystem storage = new MemoryFileSystem();
    private final AtomicLong passed = new AtomicLong();
    private final FileUpload upload = new FileUpload(storage, passed::addAndGet);
    private final FileDownload download = new FileDownload(storage, passed::addAndGet);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 20, (1 << 20) + 1, 5_000_000})
    void aFileComesBackAsItWas(int size) throws IOException {
        byte[] content = content(size);
        upload.write(directory, write(content), REMOTE);
        assertThat(passed).hasValue(size);
        Path copy = directory.resolve("copy");

        long bytes = download.copy(REMOTE, Md5.of(content), OptionalLong.of(size), copy);

        assertThat(bytes).isEqualTo(size);
        assertThat(copy).hasBinaryContent(content);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFileThatIsThereIsNotFetchedAgain() throws IOException {
        byte[] content = content(100);
        Path copy = Files.write(directory.resolve("copy"), content);

        assertThat(download.copy(REMOTE, Md5.of(content), OptionalLong.empty(), copy))
                .isZero();
    }

    @Test
    void aLocalFileThatIsNotAsRecordedIsNotUploaded() throws IOException {
        TabletFile file = write(content(3_000_000));
        Path source = directory.resolve(file.name());
        byte[] damaged = Files.readAllBytes(source);
        damaged[2_000_000] ^= 1;
        Files.write(source, damaged);

        assertThatThrownBy(() -> upload.write(directory, file, REMOTE))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(source.toString())
                .hasMessageContaining(file.md5().hex());
        Files.write(source, new byte[3]);
        assertThatThrownBy(() -> upload.write(directory, file, REMOTE))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("has 3 bytes");
        assertThat(storage.files()).isEmpty();
    }

    @Test
    void aRemoteFileThatIsDamagedLeavesNothingBehind() throws IOException {
        byte[] content = content(3_000_000);
        storage.put(REMOTE, content);
        Md5 expected = Md5.of(content(10));

        assertThatThrownBy(() -> download.copy(REMOTE, expected, OptionalLong.empty(), directory.resolve("copy")))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(REMOTE.toString())
                .hasMessageContaining(expected.hex())
                .hasMessageContaining(Md5.of(content).hex());
        assertThat(directory).isEmptyDirectory();
    }

    private TabletFile write(byte[] content) throws IOException {
        Files.write(directory.resolve("1_0.dat"), content);
        return new TabletFile("1_0.dat", content.length, Md5.of(content));
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}

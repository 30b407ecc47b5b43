package io.nineveh.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.fake.MemoryWholeFiles;
import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files, each with one request. */
final class WholeFileTransferTest {
    private static final Location REMOTE = Location.of("mem://host/tablet/1_0.dat");
    private static final byte[] CONTENT = {1, 2, 3, 4, 5};

    @TempDir
    private Path directory;

    private final MemoryWholeFiles storage = new MemoryWholeFiles();
    private final FileUpload upload = new FileUpload(storage, bytes -> {});
    private final FileDownload download = new FileDownload(storage, bytes -> {});
    private Path source;
    private TabletFile file;

    @BeforeEach
    void write() throws IOException {
        source = Files.write(directory.resolve("1_0.dat"), CONTENT);
        file = new TabletFile("1_0.dat", CONTENT.length, Md5.of(CONTENT));
    }

    @Test
    void aFileComesBackAsItWas() throws IOException {
        upload.write(directory, file, REMOTE);
        Path copy = directory.resolve("copy");

        download.copy(REMOTE, file.md5(), OptionalLong.of(CONTENT.length), copy);

        assertThat(copy).hasBinaryContent(CONTENT);
    }

    @Test
    void aLocalFileThatIsNotAsRecordedIsNotUploadedAndNamed() throws IOException {
        Files.write(source, new byte[] {1, 2, 3, 4, 6});

        assertThatThrownBy(() -> upload.write(directory, file, REMOTE))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(source + " is damaged on this server's disk")
                .hasMessageContaining(file.md5().hex());
        assertThat(storage.files()).isEmpty();
    }

    @Test
    void aRemoteFileThatIsDamagedLeavesNothingBehind() {
        storage.put(REMOTE, new byte[] {1, 2, 3, 4, 6});
        Path copy = directory.resolve("copy");

        assertThatThrownBy(() -> download.copy(REMOTE, file.md5(), OptionalLong.of(CONTENT.length), copy))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(REMOTE.toString());
        assertThat(directory).isDirectoryNotContaining("glob:**copy*");
    }
}

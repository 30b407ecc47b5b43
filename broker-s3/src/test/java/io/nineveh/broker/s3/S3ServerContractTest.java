package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystemContractTest;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.s3.server.ServerKind;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * The contract as {@link S3Server} can keep it, directly or through a broker. S3 itself keeps an object below another one. MinIO
 * does so, too, but lists only the upper one, which is asserted of it in addition. S3Proxy keeps objects as files and cannot;
 * what is asserted instead is that its refusal is reported and that no content suffers.
 */
public abstract class S3ServerContractTest extends BrokerFileSystemContractTest {

    /** The server behind the file system. */
    protected abstract S3Server server();

    private boolean keepsObjectsAsFiles() {
        return server().kind() == ServerKind.S3PROXY;
    }

    @Override
    protected boolean isHierarchical() {
        return false;
    }

    /** One more than a page of the store. */
    @Override
    protected int manyFiles() {
        return 1_001;
    }

    @Test
    @Override
    public void aFileBelowAFile() throws StorageException {
        if (keepsObjectsAsFiles()) {
            assertRefused("file", "file/below");
        } else {
            super.aFileBelowAFile();
            assertHidden("file/below");
        }
    }

    @Test
    @Override
    public void aFileInThePlaceOfADirectory() throws StorageException {
        if (keepsObjectsAsFiles()) {
            assertRefused("directory/file", "directory");
        } else {
            super.aFileInThePlaceOfADirectory();
            assertHidden("directory/file");
        }
    }

    @Test
    @Override
    public void afterAFailedCommitNoLaterOnePublishes() throws StorageException {
        if (!keepsObjectsAsFiles()) {
            super.afterAFailedCommitNoLaterOnePublishes();
            assertHidden("late/file");
            return;
        }
        Location location = root().child("late/file");
        try (BrokerWriter writer = fileSystem().openWriter(location)) {
            write(root().child("late"));
            assertThatThrownBy(writer::commit).hasMessageContaining(location.toString());
            fileSystem().delete(root().child("late"));
            assertThatThrownBy(writer::commit).hasMessageContaining("aborted");
        }
        assertThat(fileSystem().stat(location)).isEmpty();
    }

    @Test
    @Override
    public void renamingBelowAFile() throws StorageException {
        if (!keepsObjectsAsFiles()) {
            super.renamingBelowAFile();
            assertHidden("file/below");
            return;
        }
        write(root().child("file"));
        write(root().child("source"));
        assertThatThrownBy(() -> fileSystem().rename(root().child("source"), root().child("file/below")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("file/below");
        assertThat(fileSystem().listRecursive(root()))
                .extracting(FileEntry::location)
                .containsExactly(root().child("file"), root().child("source"));
    }

    private void assertRefused(String there, String refused) throws StorageException {
        write(root().child(there));
        assertThatThrownBy(() -> write(root().child(refused)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(root().child(refused).toString());
        assertThat(fileSystem().listRecursive(root()))
                .extracting(FileEntry::location)
                .containsExactly(root().child(there));
    }

    /** Deletes it by its name: deleting a directory deletes what it lists. */
    private void assertHidden(String lower) throws StorageException {
        Location location = root().child(lower);
        assertThat(fileSystem().stat(location)).isPresent();
        assertThat(fileSystem().listRecursive(root()))
                .isNotEmpty()
                .extracting(FileEntry::location)
                .doesNotContain(location);
        fileSystem().delete(location);
    }

    private void write(Location location) throws StorageException {
        try (BrokerWriter writer = fileSystem().openWriter(location)) {
            writer.write(0, ByteBuffer.allocate(1));
            writer.commit();
        }
    }
}

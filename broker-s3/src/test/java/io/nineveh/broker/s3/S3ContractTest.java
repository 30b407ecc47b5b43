package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerFileSystemContractTest;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;

@ExtendWith(S3ServerExtension.class)
class S3ContractTest extends BrokerFileSystemContractTest {
    private static final int PART = 5 << 20;
    private static final String BUCKET = "contract";

    private final S3Spec spec;
    private final S3Client direct;
    private final BrokerFileSystem fileSystem;

    S3ContractTest(S3Server server) throws StorageException {
        spec = S3Properties.read(
                Location.of("s3://" + BUCKET),
                server.properties(),
                new S3Limits(PART, 16, Duration.ofSeconds(60), 5L << 30));
        direct = S3Connection.open(spec);
        fileSystem = spec.open();
    }

    @BeforeEach
    void createBucket() {
        direct.createBucket(request -> request.bucket(BUCKET));
    }

    @Override
    protected BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    protected BrokerFileSystem openAnother() throws StorageException {
        return spec.open();
    }

    @Override
    protected Location root() {
        return Location.of("s3://" + BUCKET + "/below/root");
    }

    @Override
    protected boolean isHierarchical() {
        return false;
    }

    @Override
    protected Set<Class<?>> capabilities() {
        return Set.of(
                BatchDelete.class, PagedListing.class, ServerSideCopy.class, WholeFileGet.class, WholeFilePut.class);
    }

    @Override
    protected int partSize() {
        return PART;
    }

    /** One more than a page of the store. */
    @Override
    protected int manyFiles() {
        return 1_001;
    }

    @Override
    protected void verifyNothingIsLeft() {
        assertThat(direct.listMultipartUploads(request -> request.bucket(BUCKET))
                        .uploads())
                .isEmpty();
    }

    @Override
    protected void release() throws StorageException {
        direct.deleteBucket(request -> request.bucket(BUCKET));
        fileSystem.close();
        direct.close();
    }

    /*
     * S3 itself keeps an object below another one; the server of these tests keeps objects as files and cannot. What is
     * asserted instead is that its refusal is reported and that no content suffers.
     */

    @Test
    @Override
    public void aFileBelowAFile() throws StorageException {
        assertRefused("file", "file/below");
    }

    @Test
    @Override
    public void aFileInThePlaceOfADirectory() throws StorageException {
        assertRefused("directory/file", "directory");
    }

    @Test
    @Override
    public void afterAFailedCommitNoLaterOnePublishes() throws StorageException {
        Location location = root().child("late/file");
        try (BrokerWriter writer = fileSystem.openWriter(location)) {
            write(root().child("late"));
            assertThatThrownBy(writer::commit).hasMessageContaining(location.toString());
            fileSystem.delete(root().child("late"));
            assertThatThrownBy(writer::commit).hasMessageContaining("aborted");
        }
        assertThat(fileSystem.stat(location)).isEmpty();
    }

    @Test
    @Override
    public void renamingBelowAFile() throws StorageException {
        write(root().child("file"));
        write(root().child("source"));
        assertThatThrownBy(() -> fileSystem.rename(root().child("source"), root().child("file/below")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("file/below");
        assertThat(fileSystem.listRecursive(root()))
                .extracting(FileEntry::location)
                .containsExactly(root().child("file"), root().child("source"));
    }

    private void assertRefused(String there, String refused) throws StorageException {
        write(root().child(there));
        assertThatThrownBy(() -> write(root().child(refused)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(root().child(refused).toString());
        assertThat(fileSystem.listRecursive(root()))
                .extracting(FileEntry::location)
                .containsExactly(root().child(there));
    }

    private void write(Location location) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(location)) {
            writer.write(0, ByteBuffer.allocate(1));
            writer.commit();
        }
    }
}

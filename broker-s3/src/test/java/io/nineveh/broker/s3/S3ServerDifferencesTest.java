package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * What the servers of the tests do otherwise than S3 itself, which keeps every key. It is asserted of each, so that this turns
 * red on the day that a server does better, and other tests can ask it for more.
 */
@ExtendWith(S3ServerExtension.class)
class S3ServerDifferencesTest {
    private static final String BUCKET = "differences";
    private static final Location ROOT = Location.of("s3://" + BUCKET);

    private final S3Server server;
    private final S3Client direct;
    private final BrokerFileSystem fileSystem;

    S3ServerDifferencesTest(S3Server server) throws StorageException {
        S3Spec spec = S3Properties.read(ROOT, server.properties(), TestLimits.ofPart(5 << 20));
        this.server = server;
        this.direct = S3Connection.open(spec);
        this.fileSystem = spec.open();
    }

    @BeforeEach
    void createBucket() {
        direct.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterEach
    void deleteBucket() throws StorageException {
        fileSystem.delete(ROOT.child("d"));
        direct.deleteBucket(request -> request.bucket(BUCKET));
        fileSystem.close();
        direct.close();
    }

    @Test
    void longKeysOfNamesThatFilesCanHave() throws StorageException {
        assertKept("d/" + "x".repeat(255));
        assertKept("d/" + "0123456789/".repeat(92) + "x");
    }

    @Test
    void aNameThatIsTooLongForAFile() throws StorageException {
        String key = "d/" + "x".repeat(256);
        switch (server.kind()) {
            case MINIO -> assertRefused(Kind.INVALID_PATH, key);
            case S3PROXY -> assertKept(key);
        }
    }

    @Test
    void anEmptyName() {
        switch (server.kind()) {
            case MINIO -> assertRefused(Kind.INVALID_PATH, "d/a//b");
            // It looks at another path when it checks the signature.
            case S3PROXY -> assertRefused(Kind.NOT_AUTHORIZED, "d/a//b");
        }
    }

    @Test
    void aNameThatIsADot() throws StorageException {
        switch (server.kind()) {
            case MINIO -> assertRefused(Kind.INVALID_PATH, "d/./b");
            case S3PROXY -> {
                write("d/./b");
                assertThat(keys()).containsExactly("/d/b");
            }
        }
    }

    @Test
    void aNameThatIsTwoDots() {
        switch (server.kind()) {
            case MINIO -> assertRefused(Kind.INVALID_PATH, "d/../b");
            case S3PROXY -> assertRefused(Kind.STORAGE_ERROR, "d/../b");
        }
    }

    @Test
    void uploadsThatArePickedByAPrefix() {
        direct.createMultipartUpload(request -> request.bucket(BUCKET).key("d/upload"));

        assertThat(server.openUploads(BUCKET)).containsExactly("d/upload");
        assertThat(uploads("d/upload")).containsExactly("d/upload");
        switch (server.kind()) {
            // It takes the prefix for a whole key.
            case MINIO -> assertThat(uploads("d/")).isEmpty();
            case S3PROXY -> assertThat(uploads("d/")).containsExactly("d/upload");
        }

        server.abortUploads(BUCKET);
        assertThat(server.openUploads(BUCKET)).isEmpty();
        assertThat(uploads("d/upload")).isEmpty();
    }

    private List<String> uploads(String prefix) {
        return direct.listMultipartUploads(request -> request.bucket(BUCKET).prefix(prefix)).uploads().stream()
                .map(MultipartUpload::key)
                .toList();
    }

    private void assertKept(String key) throws StorageException {
        write(key);
        assertThat(keys()).containsExactly("/" + key);
        assertThat(fileSystem.stat(ROOT.child(key)))
                .hasValueSatisfying(entry -> assertThat(entry.size()).isEqualTo(1));
        fileSystem.delete(ROOT.child(key));
        assertThat(keys()).isEmpty();
    }

    private void assertRefused(Kind kind, String key) {
        assertThatThrownBy(() -> write(key))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        refusal -> assertThat(refusal.kind())
                                .as(refusal.getMessage())
                                .isEqualTo(kind))
                .hasMessageContaining(ROOT.child(key).toString());
    }

    private List<String> keys() throws StorageException {
        return fileSystem.listRecursive(ROOT).stream()
                .map(FileEntry::location)
                .map(Location::path)
                .toList();
    }

    private void write(String key) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(ROOT.child(key))) {
            writer.write(0, ByteBuffer.allocate(1));
            writer.commit();
        }
    }
}

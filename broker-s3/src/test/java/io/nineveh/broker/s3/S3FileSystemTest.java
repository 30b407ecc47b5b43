package io.nineveh.broker.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** What S3 has beyond the contract: parts, pages, capabilities, credentials. */
@ExtendWith(S3ServerExtension.class)
class S3FileSystemTest {
    private static final int PART = 5 << 20;
    private static final S3Limits LIMITS = TestLimits.ofPart(PART);

    private final S3Server server;
    private final Location root = Location.of("s3://s3-file-system/");
    private final S3Client direct;
    private final BrokerFileSystem fileSystem;

    S3FileSystemTest(S3Server server) throws StorageException {
        this.server = server;
        S3Spec spec = S3Properties.read(root, server.properties(), LIMITS);
        this.direct = S3Connection.open(spec);
        this.fileSystem = spec.open();
    }

    @BeforeEach
    void createBucket() {
        direct.createBucket(request -> request.bucket("s3-file-system"));
    }

    @AfterEach
    void nothingIsLeft() throws StorageException {
        fileSystem.delete(root.child("d"));
        assertThat(fileSystem.listRecursive(root)).isEmpty();
        assertThat(uploads()).isEmpty();
        direct.deleteBucket(request -> request.bucket("s3-file-system"));
        fileSystem.close();
        direct.close();
    }

    private List<String> uploads() {
        return server.openUploads("s3-file-system");
    }

    @Test
    void aFileOfSeveralPartsIsSeenWholeAndOnlyAfterCommit() throws Exception {
        byte[] content = random(2 * PART + 17);
        Location file = root.child("d/large");

        try (BrokerWriter writer = fileSystem.openWriter(file)) {
            for (int from = 0; from < content.length; from += 1_000_000) {
                writer.write(from, ByteBuffer.wrap(content, from, Math.min(1_000_000, content.length - from)));
            }
            assertThat(uploads()).containsExactly("d/large");
            assertThat(fileSystem.stat(file)).isEmpty();
            writer.commit();
        }

        assertThat(read(file)).isEqualTo(content);
    }

    @Test
    void aFileOfExactlyOnePartIsOneRequest() throws Exception {
        byte[] content = random(PART);

        write(root.child("d/part"), content);

        assertThat(read(root.child("d/part"))).isEqualTo(content);
        assertThat(direct.headObject(request -> request.bucket("s3-file-system").key("d/part"))
                        .eTag())
                .contains(Md5.of(content).hex());
    }

    @Test
    void anAbortedWriterLeavesNoUpload() throws Exception {
        BrokerWriter writer = fileSystem.openWriter(root.child("d/aborted"));
        writer.write(0, ByteBuffer.wrap(random(PART + 1)));
        assertThat(uploads()).containsExactly("d/aborted");

        writer.abort();

        assertThat(uploads()).isEmpty();
        assertThat(fileSystem.stat(root.child("d/aborted"))).isEmpty();
    }

    @Test
    void closingTheFileSystemAbortsItsWriters() throws Exception {
        BrokerFileSystem other =
                S3Properties.read(root, server.properties(), LIMITS).open();
        BrokerWriter writer = other.openWriter(root.child("d/dropped"));
        writer.write(0, ByteBuffer.wrap(random(PART + 1)));

        other.close();

        assertThat(uploads()).isEmpty();
        assertFails(Kind.STORAGE_ERROR, writer::commit);
        assertFails(Kind.STORAGE_ERROR, () -> other.stat(root));
    }

    @Test
    void aReaderDoesNotMixTwoContents() throws Exception {
        Location file = root.child("d/replaced");
        write(file, random(1_000));
        try (BrokerReader reader = fileSystem.openReader(file)) {
            assertThat(reader.read(0, ByteBuffer.allocate(500))).isEqualTo(500);

            write(file, random(1_001));

            assertFails(Kind.STORAGE_ERROR, () -> reader.read(500, ByteBuffer.allocate(500)));
        }
    }

    @Test
    void aDirectBufferIsReadInto() throws Exception {
        byte[] content = random(200_000);
        write(root.child("d/direct"), content);
        ByteBuffer buffer = ByteBuffer.allocateDirect(content.length);

        try (BrokerReader reader = fileSystem.openReader(root.child("d/direct"))) {
            assertThat(reader.read(0, buffer)).isEqualTo(content.length);
        }

        assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(content));
    }

    @Test
    void aBatchIsDeletedWhetherItsFilesAreThereOrNot() throws Exception {
        write(root.child("d/1"), random(1));
        write(root.child("d/2"), random(1));

        assertThat(fileSystem
                        .capability(BatchDelete.class)
                        .orElseThrow()
                        .deleteAll(List.of(root.child("d/1"), root.child("d/missing"))))
                .isEmpty();

        assertThat(fileSystem.listRecursive(root))
                .extracting(FileEntry::location)
                .containsExactly(root.child("d/2"));
    }

    @Test
    void aKeyThatCannotBeDoesNotKeepABatchFromBeingDeleted() throws Exception {
        Location impossible = root.child("d/" + "x".repeat(1024));
        write(root.child("d/1"), random(1));

        Map<Location, StorageException> failures = fileSystem
                .capability(BatchDelete.class)
                .orElseThrow()
                .deleteAll(List.of(impossible, root.child("d/1")));

        assertThat(failures).containsOnlyKeys(impossible);
        assertThat(failures.get(impossible).kind()).isEqualTo(Kind.INVALID_PATH);
        assertThat(fileSystem.listRecursive(root)).isEmpty();
    }

    @Test
    void deletingADirectoryLeavesWhatOnlyBeginsLikeIt() throws Exception {
        write(root.child("d/x/1"), random(1));
        write(root.child("d/x-y"), random(1));

        fileSystem.delete(root.child("d/x"));

        assertThat(fileSystem.listRecursive(root))
                .extracting(FileEntry::location)
                .containsExactly(root.child("d/x-y"));
    }

    @Test
    void copyingIsDoneByTheStore() throws Exception {
        ServerSideCopy copy = fileSystem.capability(ServerSideCopy.class).orElseThrow();
        byte[] content = random(2 * PART + 5);
        write(root.child("d/source +%"), content);
        write(root.child("d/empty"), new byte[0]);

        copy.copy(root.child("d/source +%"), root.child("d/copied in parts"));
        copy.copy(root.child("d/empty"), root.child("d/copied at once"));

        assertThat(read(root.child("d/copied in parts"))).isEqualTo(content);
        assertThat(read(root.child("d/copied at once"))).isEmpty();
        assertFails(Kind.NOT_FOUND, () -> copy.copy(root.child("d/missing"), root.child("d/x")));
    }

    @Test
    void aDirectoryIsRenamedWithAllItHolds() throws Exception {
        write(root.child("d/from/1"), "one".getBytes(UTF_8));
        write(root.child("d/from/2/3"), "three".getBytes(UTF_8));

        fileSystem.rename(root.child("d/from"), root.child("d/to/there"));

        assertThat(fileSystem.listRecursive(root))
                .extracting(FileEntry::location)
                .containsExactly(root.child("d/to/there/1"), root.child("d/to/there/2/3"));
        assertThat(read(root.child("d/to/there/2/3"))).isEqualTo("three".getBytes(UTF_8));
        assertFails(Kind.STORAGE_ERROR, () -> fileSystem.rename(root.child("d/to"), root.child("d/to/below")));
    }

    @Test
    void aWholeFileIsPutAndGotWithOneRequestEach() throws Exception {
        WholeFilePut put = fileSystem.capability(WholeFilePut.class).orElseThrow();
        WholeFileGet get = fileSystem.capability(WholeFileGet.class).orElseThrow();
        byte[] content = random(1_000);
        Location file = root.child("d/whole");
        ByteBuffer inTheMiddle = ByteBuffer.wrap(content).position(1).limit(999);

        put.put(file, inTheMiddle, Md5.of(inTheMiddle));

        assertThat(get.get(file, 998)).isEqualTo(Arrays.copyOfRange(content, 1, 999));
        assertFails(Kind.INVALID_ARGUMENT, () -> get.get(file, 997));
        assertFails(Kind.NOT_FOUND, () -> get.get(root.child("d/missing"), 10));
        assertFails(Kind.INVALID_ARGUMENT, () -> put.put(file, ByteBuffer.wrap(content), Md5.of(new byte[0])));
        assertThat(get.get(file, 1_000)).hasSize(998);
    }

    @Test
    void wrongCredentialsAreRefusedAndNotShown() throws Exception {
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.put("s3.secret_key", "hunter2");
        try (BrokerFileSystem stranger =
                S3Properties.read(root, properties, LIMITS).open()) {
            assertThatThrownBy(() -> stranger.list(root.child("*")))
                    .hasMessageContaining(root.toString())
                    .hasMessageNotContaining("hunter2")
                    .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_AUTHORIZED))
                    .satisfies(e -> assertThat(e.isTransient()).isFalse());
        }
    }

    @Test
    void aMissingBucketIsNamed() throws Exception {
        Location elsewhere = Location.of("s3://no-such-bucket/a");
        try (BrokerFileSystem other =
                S3Properties.read(elsewhere, server.properties(), LIMITS).open()) {
            assertThatThrownBy(() -> other.stat(elsewhere))
                    .hasMessageContaining("no-such-bucket")
                    .hasMessageContaining("no such bucket")
                    .hasCauseInstanceOf(NoSuchBucketException.class);
            assertFails(Kind.INVALID_PATH, () -> other.list(elsewhere.child("*")));
        }
    }

    @Test
    void anUnreachableStoreIsATransientFailure() throws Exception {
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.put("s3.endpoint", "http://127.0.0.1:1");
        try (BrokerFileSystem unreachable =
                S3Properties.read(root, properties, LIMITS).open()) {
            assertThatThrownBy(() -> unreachable.stat(root))
                    .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                    .satisfies(e -> assertThat(e.isTransient()).isTrue());
        }
    }

    private void write(Location file, byte[] content) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(file)) {
            writer.write(0, ByteBuffer.wrap(content));
            writer.commit();
        }
    }

    private byte[] read(Location file) throws StorageException {
        try (BrokerReader reader = fileSystem.openReader(file)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) reader.size());
            reader.read(0, buffer);
            return buffer.array();
        }
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}

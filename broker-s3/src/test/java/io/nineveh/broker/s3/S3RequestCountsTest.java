package io.nineveh.broker.s3;

import static io.nineveh.broker.s3.wire.S3Operation.ABORT_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.COMPLETE_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.COPY_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.COPY_PART;
import static io.nineveh.broker.s3.wire.S3Operation.CREATE_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.DELETE_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.GET_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.HEAD_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.LIST_OBJECTS;
import static io.nineveh.broker.s3.wire.S3Operation.PUT_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import io.nineveh.broker.s3.wire.S3Operation;
import io.nineveh.broker.s3.wire.WireRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests each operation makes of the store, and that it makes no others. */
@ExtendWith(S3ServerExtension.class)
class S3RequestCountsTest {
    private static final int PART = WiredBucket.PART;

    @AutoClose
    private final WiredBucket bucket;

    private final BrokerFileSystem fileSystem;

    S3RequestCountsTest(S3Server server) throws IOException {
        this.bucket = WiredBucket.create(server, "requests");
        this.fileSystem = bucket.fileSystem();
    }

    @Test
    void openingAFileSystemAsksForNothing() {
        assertRequests();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000})
    void aWholeFileIsOnePut(int size) throws StorageException {
        byte[] content = new byte[size];
        fileSystem
                .capability(WholeFilePut.class)
                .orElseThrow()
                .put(bucket.at("d/file"), ByteBuffer.wrap(content), Md5.of(content));

        assertRequests(PUT_OBJECT);
        assertThat(bucket.wire().requests()).first().satisfies(request -> {
            assertThat(request.key()).isEqualTo("d/file");
            assertThat(request.headers()).containsKey("content-md5").doesNotContainKey("x-amz-checksum-crc32");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART})
    void aWrittenFileUpToAPartIsOnePut(int size) throws StorageException {
        write("d/file", size);
        assertRequests(PUT_OBJECT);
    }

    @Test
    void aWrittenFileAboveAPartIsItsPartsAndTwoMore() throws StorageException {
        write("d/file", PART + 1);
        assertRequests(CREATE_UPLOAD, UPLOAD_PART, UPLOAD_PART, COMPLETE_UPLOAD);
        assertThat(bucket.wire().requests().subList(1, 3))
                .allSatisfy(request -> assertThat(request.headers()).containsKey("content-md5"));
    }

    @Test
    void aWrittenFileThatIsDroppedIsNothingOrOneAbort() throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(bucket.at("small"))) {
            writer.write(0, ByteBuffer.allocate(10));
        }
        assertRequests();
        try (BrokerWriter writer = fileSystem.openWriter(bucket.at("large"))) {
            writer.write(0, ByteBuffer.allocate(PART + 1));
        }
        assertThat(bucket.wire().operations())
                .as("the part may not have been on its way yet")
                .isIn(List.of(CREATE_UPLOAD, ABORT_UPLOAD), List.of(CREATE_UPLOAD, UPLOAD_PART, ABORT_UPLOAD));
    }

    @Test
    void aFileIsReadWithAHeadAndAGet() throws StorageException {
        bucket.put("d/file", new byte[1_000]);
        try (BrokerReader reader = fileSystem.openReader(bucket.at("d/file"))) {
            assertThat(reader.read(0, ByteBuffer.allocate(1_000))).isEqualTo(1_000);
        }
        assertRequests(HEAD_OBJECT, GET_OBJECT);
    }

    @Test
    void aWholeFileIsGotWithOneGet() throws StorageException {
        bucket.put("d/file", new byte[1_000]);
        fileSystem.capability(WholeFileGet.class).orElseThrow().get(bucket.at("d/file"), 1_000);
        assertRequests(GET_OBJECT);
    }

    @Test
    void aStatIsAHeadAndOfWhatIsNoFileAListingOfOneKey() throws StorageException {
        bucket.put("d/file", new byte[1]);
        fileSystem.stat(bucket.at("d/file"));
        assertRequests(HEAD_OBJECT);
        bucket.wire().forget();

        fileSystem.stat(bucket.at("d"));
        fileSystem.stat(bucket.at("missing"));

        assertRequests(HEAD_OBJECT, LIST_OBJECTS, HEAD_OBJECT, LIST_OBJECTS);
        assertThat(bucket.wire().requests().get(1).query())
                .containsEntry("prefix", "d/")
                .containsEntry("max-keys", "1");
    }

    @Test
    void theChecksumOfAFileThatCameWithOneRequestIsAHead() throws StorageException {
        ContentChecksum storage = fileSystem.capability(ContentChecksum.class).orElseThrow();
        byte[] content = Contents.random(1_000, 1);
        bucket.put("file", content);

        assertThat(storage.md5(bucket.at("file"))).contains(Md5.of(content));
        assertRequests(HEAD_OBJECT);
        write("file", PART + 1);
        bucket.wire().forget();
        assertThat(storage.md5(bucket.at("file"))).isEmpty();
        assertRequests(HEAD_OBJECT);
    }

    @Test
    void aRenamedFileIsLookedForThenCopiedThenDeleted() throws StorageException {
        bucket.put("d/file", new byte[1]);
        fileSystem.rename(bucket.at("d/file"), bucket.at("d/renamed"));

        assertThat(bucket.wire().requests())
                .extracting(WireRequest::toString)
                .containsExactly(
                        "HEAD_OBJECT d/renamed",
                        "LIST_OBJECTS d/renamed/",
                        "HEAD_OBJECT d/file",
                        "COPY_OBJECT d/renamed",
                        "DELETE_OBJECT d/file");
    }

    @Test
    void aCopyIsAHeadAndOneRequestOrItsPartsAndTwoMore() throws StorageException {
        ServerSideCopy copy = fileSystem.capability(ServerSideCopy.class).orElseThrow();
        bucket.put("small", new byte[1_000]);
        bucket.put("large", new byte[2 * PART + 1]);

        copy.copy(bucket.at("small"), bucket.at("copy"));
        assertRequests(HEAD_OBJECT, COPY_OBJECT);
        bucket.wire().forget();
        copy.copy(bucket.at("large"), bucket.at("copy"));
        assertRequests(HEAD_OBJECT, CREATE_UPLOAD, COPY_PART, COPY_PART, COPY_PART, COMPLETE_UPLOAD);
    }

    @Test
    void aDeletedFileIsOneDeleteAndAListing() throws StorageException {
        bucket.put("d/file", new byte[1]);
        fileSystem.delete(bucket.at("d/file"));
        assertRequests(LIST_OBJECTS, DELETE_OBJECT);
    }

    private void write(String key, int size) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(bucket.at(key))) {
            writer.write(0, ByteBuffer.allocate(size));
            writer.commit();
        }
    }

    private void assertRequests(S3Operation... expected) {
        assertThat(bucket.wire().operations()).isEqualTo(List.of(expected));
    }
}

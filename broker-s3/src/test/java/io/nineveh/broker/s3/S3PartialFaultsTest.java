package io.nineveh.broker.s3;

import static io.nineveh.broker.s3.wire.S3Operation.ABORT_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.COMPLETE_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.COPY_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.DELETE_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.DELETE_OBJECTS;
import static io.nineveh.broker.s3.wire.S3Operation.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.s3.wire.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What takes several requests, of which only some go wrong, and answers that say it of only some objects. */
@ExtendWith(S3ServerExtension.class)
class S3PartialFaultsTest {
    private static final byte[] ONE = Contents.random(1_000, 1);
    private static final byte[] TWO = Contents.random(2_000, 2);
    private static final byte[] LARGE = Contents.random(2 * WiredBucket.PART + 1_000, 3);

    private static final Fault SOME_NOT_DELETED = Fault.answering("some are not deleted", 200, """
            <?xml version="1.0" encoding="UTF-8"?>
            <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
            <Error><Key>d/1</Key><Code>SlowDown</Code><Message>later</Message></Error>
            <Error><Key>d/2</Key><Code>AccessDenied</Code><Message>locked</Message></Error>
            </DeleteResult>
            """);
    private static final Fault NO_SUCH_UPLOAD = Fault.answering("no such upload", 404, """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NoSuchUpload</Code><Message>it may have been completed or aborted</Message></Error>
            """);

    @AutoClose
    private final WiredBucket bucket;

    private final BrokerFileSystem fileSystem;

    S3PartialFaultsTest(S3Server server) throws IOException {
        this.bucket = WiredBucket.create(server, "partial-faults");
        this.fileSystem = bucket.fileSystem();
    }

    @Test
    void aBatchNamesEachFileThatIsStillThereAndWhetherARetryHelps() throws StorageException {
        BatchDelete batches = fileSystem.capability(BatchDelete.class).orElseThrow();
        bucket.wire().failAll(DELETE_OBJECTS, SOME_NOT_DELETED);

        Map<Location, StorageException> failures =
                batches.deleteAll(List.of(bucket.at("d/1"), bucket.at("d/2"), bucket.at("d/3")));

        assertThat(failures).containsOnlyKeys(bucket.at("d/1"), bucket.at("d/2"));
        assertThat(failures.get(bucket.at("d/1")))
                .hasMessageContainingAll(bucket.at("d/1").toString(), "SlowDown")
                .satisfies(failure -> assertThat(failure.isTransient()).isTrue());
        assertThat(failures.get(bucket.at("d/2")))
                .hasMessageContainingAll(bucket.at("d/2").toString(), "AccessDenied")
                .satisfies(failure -> assertThat(failure.isTransient()).isFalse())
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_AUTHORIZED));
    }

    @Test
    void aDirectoryOfWhichSomeFilesCannotBeDeletedIsAFailure() {
        bucket.put("d/1", ONE);
        bucket.put("d/2", TWO);
        bucket.wire().failAll(DELETE_OBJECTS, SOME_NOT_DELETED);

        assertFailure("2 objects", () -> fileSystem.delete(bucket.at("d")));
        assertFailure("2 objects", () -> fileSystem.rename(bucket.at("d"), bucket.at("new")));
        assertContents(Map.of("d/1", ONE, "d/2", TWO, "new/1", ONE, "new/2", TWO));
    }

    @Test
    void aDirectoryOfWhichOneFileCannotBeCopiedStaysWhereItIs() {
        bucket.put("d/1", ONE);
        bucket.put("d/2", TWO);
        bucket.wire().failFrom(2, COPY_OBJECT, Fault.ERROR_500);

        assertFailure("new/2", () -> fileSystem.rename(bucket.at("d"), bucket.at("new")));
        assertContents(Map.of("d/1", ONE, "d/2", TWO));
    }

    @Test
    void aRenamedFileWhoseSourceCannotBeDeletedIsThereTwice() {
        bucket.put("file", ONE);
        bucket.wire().failAll(DELETE_OBJECT, Fault.ACCESS_DENIED);

        assertFailure("file", () -> fileSystem.rename(bucket.at("file"), bucket.at("new")));
        assertContents(Map.of("file", ONE, "new", ONE));
    }

    @Test
    void aFileOfWhichALaterPartCannotBeSentIsDropped() {
        bucket.wire().failFrom(2, UPLOAD_PART, Fault.RESET_HALF_WAY_THERE);

        assertFailure("file", () -> write("file"));
        assertContents(Map.of());
        assertThat(bucket.uploads(List.of("file"))).isZero();
    }

    @Test
    void anUploadThatCannotBeAbortedIsTriedToBeWhateverFailedBefore() {
        bucket.wire().failAll(COMPLETE_UPLOAD, Fault.ACCESS_DENIED);
        bucket.wire().failAll(ABORT_UPLOAD, Fault.ERROR_500);

        assertFailure("file", () -> write("file"));
        assertThat(bucket.wire().operations())
                .filteredOn(ABORT_UPLOAD::equals)
                .as("the first request to abort and its repetitions")
                .hasSizeGreaterThan(1);
        assertThat(bucket.uploads(List.of("file"))).isEqualTo(1);
    }

    @Test
    void aCompletionOfWhichTheAnswerWasLostIsASuccess() throws StorageException {
        bucket.put("file", ONE);
        bucket.wire().failOnly(1, COMPLETE_UPLOAD, Fault.LOST_BY_RESET);
        bucket.wire().failFrom(2, COMPLETE_UPLOAD, NO_SUCH_UPLOAD);

        write("file");
        assertContents(Map.of("file", LARGE));
    }

    @Test
    void aCompletionOfAnUploadThatIsGoneIsAFailure() {
        bucket.put("file", ONE);
        bucket.wire().failOnly(1, COMPLETE_UPLOAD, Fault.RESET);
        bucket.wire().failFrom(2, COMPLETE_UPLOAD, NO_SUCH_UPLOAD);

        assertFailure("file", () -> write("file"));
        assertContents(Map.of("file", ONE));
        assertThat(bucket.uploads(List.of("file"))).isZero();
    }

    private void write(String key) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(bucket.at(key))) {
            writer.write(0, ByteBuffer.wrap(LARGE));
            writer.commit();
        }
    }

    private static void assertFailure(String what, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StorageException.class).hasMessageContaining(what);
    }

    private void assertContents(Map<String, byte[]> expected) {
        assertThat(Contents.digests(bucket.contents())).isEqualTo(Contents.digests(expected));
    }
}

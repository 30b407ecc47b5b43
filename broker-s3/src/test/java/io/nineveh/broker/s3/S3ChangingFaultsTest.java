package io.nineveh.broker.s3;

import static io.nineveh.broker.s3.wire.S3Operation.COMPLETE_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.COPY_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.COPY_PART;
import static io.nineveh.broker.s3.wire.S3Operation.CREATE_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.DELETE_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.DELETE_OBJECTS;
import static io.nineveh.broker.s3.wire.S3Operation.HEAD_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.LIST_OBJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What deletes, renames and copies, with every fault on the wire: no content is lost, none is half there. */
@ExtendWith(S3ServerExtension.class)
class S3ChangingFaultsTest {
    private static final byte[] ONE = Contents.random(1_000, 1);
    private static final byte[] TWO = Contents.random(2_000, 2);
    private static final byte[] OTHER = Contents.random(3_000, 3);
    private static final byte[] LARGE = Contents.random(WiredBucket.PART + 1_000, 4);

    private static final Map<String, byte[]> TREE = Map.of("d/1", ONE, "d/sub/2", TWO, "other", OTHER);
    private static final Map<String, byte[]> NO_TREE = Map.of("other", OTHER);

    private final FaultCases cases;

    S3ChangingFaultsTest(S3Server server) throws StorageException {
        this.cases = new FaultCases(server, "changing-faults-");
    }

    @AfterEach
    void close() {
        cases.close();
    }

    @TestFactory
    Stream<DynamicTest> deletingWithEveryFault() {
        return cases.of(
                Scenario.changing(
                        "delete of a file",
                        List.of("other"),
                        TREE,
                        Map.of("d/1", ONE, "d/sub/2", TWO),
                        bucket -> bucket.fileSystem().delete(bucket.at("other")),
                        LIST_OBJECTS,
                        DELETE_OBJECT),
                Scenario.changing(
                        "delete of a directory",
                        List.of("d"),
                        TREE,
                        NO_TREE,
                        bucket -> bucket.fileSystem().delete(bucket.at("d")),
                        DELETE_OBJECTS,
                        DELETE_OBJECT),
                Scenario.changing("delete of a batch", List.of("d/1"), TREE, NO_TREE, this::deleteAll, DELETE_OBJECTS));
    }

    private void deleteAll(WiredBucket bucket) throws StorageException {
        BatchDelete batches = bucket.fileSystem().capability(BatchDelete.class).orElseThrow();
        assertThat(batches.deleteAll(List.of(bucket.at("d/1"), bucket.at("missing"), bucket.at("d/sub/2"))))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> renamingWithEveryFault() {
        return cases.of(
                Scenario.changing(
                        "rename of a file",
                        List.of("other", "new/place"),
                        TREE,
                        Map.of("d/1", ONE, "d/sub/2", TWO, "new/place", OTHER),
                        bucket -> bucket.fileSystem().rename(bucket.at("other"), bucket.at("new/place")),
                        HEAD_OBJECT,
                        LIST_OBJECTS,
                        COPY_OBJECT,
                        DELETE_OBJECT),
                Scenario.changing(
                        "rename of a directory",
                        List.of("d", "new"),
                        TREE,
                        Map.of("new/1", ONE, "new/sub/2", TWO, "other", OTHER),
                        bucket -> bucket.fileSystem().rename(bucket.at("d"), bucket.at("new")),
                        LIST_OBJECTS,
                        COPY_OBJECT,
                        DELETE_OBJECTS));
    }

    @TestFactory
    Stream<DynamicTest> copyingWithEveryFault() {
        return cases.of(
                Scenario.changing(
                        "copy of a file",
                        List.of("d/1"),
                        TREE,
                        Map.of("d/1", ONE, "d/sub/2", TWO, "other", ONE),
                        bucket -> copy(bucket, "d/1"),
                        COPY_OBJECT),
                Scenario.changing(
                        "copy in parts",
                        List.of("large", "other"),
                        Map.of("large", LARGE, "other", OTHER),
                        Map.of("large", LARGE, "other", LARGE),
                        bucket -> copy(bucket, "large"),
                        CREATE_UPLOAD,
                        COPY_PART,
                        COMPLETE_UPLOAD));
    }

    private static void copy(WiredBucket bucket, String source) throws StorageException {
        bucket.fileSystem().capability(ServerSideCopy.class).orElseThrow().copy(bucket.at(source), bucket.at("other"));
    }
}

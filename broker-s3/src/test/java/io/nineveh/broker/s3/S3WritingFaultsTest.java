package io.nineveh.broker.s3;

import static io.nineveh.broker.s3.wire.S3Operation.ABORT_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.COMPLETE_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.CREATE_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.PUT_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.UPLOAD_PART;

import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WholeFilePut;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What writes a file, with every fault on the wire: the old file, or the new one, and no upload without end. */
@ExtendWith(S3ServerExtension.class)
class S3WritingFaultsTest {
    private static final Map<String, byte[]> OLD = Map.of("d/file", Contents.random(500, 1));
    private static final byte[] SMALL = Contents.random(1_000, 2);
    private static final byte[] LARGE = Contents.random(WiredBucket.PART + 1_000, 3);

    private final FaultCases cases;

    S3WritingFaultsTest(S3Server server) throws StorageException {
        this.cases = new FaultCases(server, "writing-faults-");
    }

    @AfterEach
    void close() {
        cases.close();
    }

    @TestFactory
    Stream<DynamicTest> withEveryFault() {
        return cases.of(
                Scenario.changing("put of a whole file", List.of("d/file"), OLD, now(SMALL), this::put, PUT_OBJECT),
                Scenario.changing(
                        "a small file", List.of("d/file"), OLD, now(SMALL), bucket -> write(bucket, SMALL), PUT_OBJECT),
                Scenario.changing(
                        "a file of two parts",
                        List.of("d/file"),
                        OLD,
                        now(LARGE),
                        bucket -> write(bucket, LARGE),
                        CREATE_UPLOAD,
                        UPLOAD_PART,
                        COMPLETE_UPLOAD),
                Scenario.reading("a dropped file of two parts", List.of("d/file"), OLD, this::drop, ABORT_UPLOAD));
    }

    private static Map<String, byte[]> now(byte[] content) {
        return Map.of("d/file", content);
    }

    private void put(WiredBucket bucket) throws StorageException {
        bucket.fileSystem()
                .capability(WholeFilePut.class)
                .orElseThrow()
                .put(bucket.at("d/file"), ByteBuffer.wrap(SMALL), Md5.of(SMALL));
    }

    private static void write(WiredBucket bucket, byte[] content) throws StorageException {
        try (BrokerWriter writer = bucket.fileSystem().openWriter(bucket.at("d/file"))) {
            writer.write(0, ByteBuffer.wrap(content));
            writer.commit();
        }
    }

    private void drop(WiredBucket bucket) throws StorageException {
        BrokerWriter writer = bucket.fileSystem().openWriter(bucket.at("d/file"));
        writer.write(0, ByteBuffer.wrap(LARGE));
        writer.abort();
    }
}

package io.nineveh.broker.s3;

import static io.nineveh.broker.s3.wire.S3Operation.GET_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.HEAD_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.LIST_OBJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WholeFileGet;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What reads and lists, with every fault on the wire: it gives the right answer or none. */
@ExtendWith(S3ServerExtension.class)
class S3ReadingFaultsTest {
    private static final byte[] CONTENT = Contents.random(200_000, 1);
    private static final Map<String, byte[]> TREE =
            Map.of("d/file", CONTENT, "d/other", new byte[1], "d/sub/file", new byte[2]);

    private final FaultCases cases;

    S3ReadingFaultsTest(S3Server server) throws StorageException {
        this.cases = new FaultCases(server, "reading-faults-");
    }

    @AfterEach
    void close() {
        cases.close();
    }

    @TestFactory
    Stream<DynamicTest> withEveryFault() {
        return cases.of(
                Scenario.reading("stat of a file", List.of("d/file"), TREE, this::statFile, HEAD_OBJECT),
                Scenario.reading("stat of a directory", List.of("d"), TREE, this::statDirectory, LIST_OBJECTS),
                Scenario.reading("list", List.of("d/f*"), TREE, this::list, LIST_OBJECTS),
                Scenario.reading("listRecursive", List.of("d"), TREE, this::listRecursive, HEAD_OBJECT, LIST_OBJECTS),
                Scenario.reading("listPage", List.of("d"), TREE, this::listPage, LIST_OBJECTS),
                Scenario.reading(
                        "random reads", List.of("d/file"), TREE, this::readHereAndThere, HEAD_OBJECT, GET_OBJECT),
                Scenario.reading("sequential reads", List.of("d/file"), TREE, this::readInOrder, GET_OBJECT),
                Scenario.reading("get of a whole file", List.of("d/file"), TREE, this::get, GET_OBJECT));
    }

    private void statFile(WiredBucket bucket) throws StorageException {
        assertThat(bucket.fileSystem().stat(bucket.at("d/file")))
                .hasValueSatisfying(entry -> assertThat(entry.size()).isEqualTo(CONTENT.length));
    }

    private void statDirectory(WiredBucket bucket) throws StorageException {
        assertThat(bucket.fileSystem().stat(bucket.at("d"))).hasValueSatisfying(FileEntry::isDirectory);
    }

    private void list(WiredBucket bucket) throws StorageException {
        assertThat(bucket.fileSystem().list(bucket.at("d/f*")))
                .extracting(FileEntry::location)
                .containsExactly(bucket.at("d/file"));
    }

    private void listRecursive(WiredBucket bucket) throws StorageException {
        assertThat(bucket.fileSystem().listRecursive(bucket.at("d")))
                .extracting(FileEntry::location)
                .containsExactly(bucket.at("d/file"), bucket.at("d/other"), bucket.at("d/sub/file"));
    }

    private void listPage(WiredBucket bucket) throws StorageException {
        PagedListing listing =
                bucket.fileSystem().capability(PagedListing.class).orElseThrow();
        assertThat(listing.listPage(new PageRequest(bucket.at("d"), Depth.CHILDREN, Optional.empty(), 2))
                        .entries())
                .extracting(FileEntry::location)
                .containsExactly(bucket.at("d/file"), bucket.at("d/other"));
    }

    private void readHereAndThere(WiredBucket bucket) throws StorageException {
        readAt(bucket, List.of(150_000, 10, 100_000));
    }

    private void readInOrder(WiredBucket bucket) throws StorageException {
        readAt(bucket, List.of(0, 50_000, 100_000, 150_000));
    }

    private static void readAt(WiredBucket bucket, List<Integer> positions) throws StorageException {
        try (BrokerReader reader = bucket.fileSystem().openReader(bucket.at("d/file"))) {
            for (int position : positions) {
                ByteBuffer buffer = ByteBuffer.allocate(50_000);
                assertThat(reader.read(position, buffer)).isEqualTo(50_000);
                assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(CONTENT, position, 50_000));
            }
        }
    }

    private void get(WiredBucket bucket) throws StorageException {
        WholeFileGet storage =
                bucket.fileSystem().capability(WholeFileGet.class).orElseThrow();
        assertThat(storage.get(bucket.at("d/file"), CONTENT.length)).isEqualTo(CONTENT);
    }
}

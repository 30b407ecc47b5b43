package io.nineveh.broker.s3;

import static io.nineveh.broker.s3.wire.S3Operation.GET_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.HEAD_OBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.wire.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who reads on and on gets one answer for it all, and who reads here and there gets just what was asked for. */
@ExtendWith(S3ServerExtension.class)
class S3StreamedReadingTest {
    private static final int SIZE = 1 << 20;
    private static final int CALL = 100_000;

    @AutoClose
    private final WiredBucket bucket;

    private final byte[] content = new byte[SIZE];

    S3StreamedReadingTest(S3Server server) throws IOException {
        this.bucket = WiredBucket.create(server, "streamed-reading");
        new Random(7).nextBytes(content);
        bucket.put("file", content);
    }

    @Test
    void whoReadsOnHasTheRestWithOneRequest() throws StorageException {
        try (BrokerReader reader = open()) {
            assertThat(readAll(reader)).isEqualTo(content);
        }

        assertThat(bucket.wire().operations()).containsExactly(HEAD_OBJECT, GET_OBJECT, GET_OBJECT);
        assertThat(ranges()).containsExactly("bytes=0-" + (CALL - 1), "bytes=%d-".formatted(CALL));
    }

    @Test
    void whoBeginsWithMuchHasItAllWithOneRequest() throws StorageException {
        int much = 300_000;
        try (BrokerReader reader = open()) {
            assertReads(reader, 0, much);
            assertReads(reader, much, SIZE - much);
        }

        assertThat(ranges()).containsExactly("bytes=0-");
    }

    @Test
    void whoReadsAllAtOnceHasAnAnswerThatIsRepeatedWhenItBreaks() throws StorageException {
        bucket.wire().failOnly(1, GET_OBJECT, Fault.RESET_HALF_WAY_BACK);
        try (BrokerReader reader = open()) {
            assertReads(reader, 0, SIZE);
        }

        assertThat(ranges()).containsExactly("bytes=0-" + (SIZE - 1), "bytes=0-" + (SIZE - 1));
    }

    @Test
    void whoReadsHereAndTherePaysForJustThat() throws StorageException {
        try (BrokerReader reader = open()) {
            for (int position : List.of(SIZE - 10, 0, 500, 100)) {
                assertReads(reader, position, 10);
            }
        }

        assertThat(ranges())
                .containsExactly(
                        "bytes=%d-%d".formatted(SIZE - 10, SIZE - 1), "bytes=0-9", "bytes=500-509", "bytes=100-109");
    }

    @Test
    void whoLeavesTheWayAndComesBackReadsRightEverywhere() throws StorageException {
        try (BrokerReader reader = open()) {
            for (int position : List.of(0, CALL, 2 * CALL, 700_000, 700_000 + CALL, 3 * CALL, 4 * CALL, 5 * CALL)) {
                assertReads(reader, position, CALL);
            }
        }
    }

    @Test
    void aStreamThatBreaksIsGoneOnWithWhereItBroke() throws StorageException {
        bucket.wire().failOnly(2, GET_OBJECT, Fault.RESET_HALF_WAY_BACK);
        try (BrokerReader reader = open()) {
            assertThat(readAll(reader)).isEqualTo(content);
        }
        assertThat(bucket.wire().faults()).isEqualTo(1);
    }

    @Test
    void aStreamThatEndsTooEarlyIsNoEndOfTheFile() throws StorageException {
        bucket.wire().failFrom(2, GET_OBJECT, Fault.TRUNCATED);
        try (BrokerReader reader = open()) {
            assertReads(reader, 0, CALL);
            assertThatThrownBy(() -> readAll(reader))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.isTransient()).isTrue())
                    .hasMessageContaining(bucket.at("file").toString());
        }
    }

    @Test
    void aContentThatIsReplacedIsNotMixedWithTheNewOne() throws StorageException {
        try (BrokerReader reader = open()) {
            assertReads(reader, 0, CALL);
            assertReads(reader, CALL, CALL);
            bucket.put("file", new byte[SIZE]);

            assertThatThrownBy(() -> reader.read(0, ByteBuffer.allocate(10))).hasMessageContaining("open it again");
            assertThatThrownBy(() -> reader.read(2 * CALL, ByteBuffer.allocate(10)))
                    .hasMessageContaining("open it again");
        }
    }

    @Test
    void moreReadersReadOnThanThereAreStreams() throws StorageException {
        List<BrokerReader> readers = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            readers.add(open());
        }
        for (int position = 0; position < 4 * CALL; position += CALL) {
            for (BrokerReader reader : readers) {
                assertReads(reader, position, CALL);
            }
        }
        for (BrokerReader reader : readers) {
            reader.close();
            reader.close();
        }

        bucket.wire().forget();
        try (BrokerReader reader = open()) {
            assertThat(readAll(reader)).isEqualTo(content);
        }
        assertThat(bucket.wire().operations()).as("streams are free again").hasSize(3);
    }

    private BrokerReader open() throws StorageException {
        return bucket.fileSystem().openReader(bucket.at("file"));
    }

    private static byte[] readAll(BrokerReader reader) throws StorageException {
        ByteBuffer all = ByteBuffer.allocateDirect(SIZE);
        while (all.hasRemaining()) {
            ByteBuffer call = all.slice(all.position(), Math.min(CALL, all.remaining()));
            all.position(all.position() + reader.read(all.position(), call));
        }
        byte[] read = new byte[SIZE];
        all.flip().get(read);
        return read;
    }

    private void assertReads(BrokerReader reader, int position, int length) throws StorageException {
        ByteBuffer read = ByteBuffer.allocate(length);
        assertThat(reader.read(position, read)).isEqualTo(length);
        assertThat(read.array()).isEqualTo(Arrays.copyOfRange(content, position, position + length));
    }

    private List<String> ranges() {
        return bucket.wire().requests().stream()
                .filter(request -> request.operation() == GET_OBJECT)
                .map(request -> request.headers().get("range"))
                .toList();
    }
}

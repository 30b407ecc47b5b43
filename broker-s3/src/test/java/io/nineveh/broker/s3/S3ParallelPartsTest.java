package io.nineveh.broker.s3;

import static io.nineveh.broker.s3.wire.S3Operation.ABORT_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.CREATE_UPLOAD;
import static io.nineveh.broker.s3.wire.S3Operation.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Loan;
import io.nineveh.broker.s3.wire.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts are sent while the client writes on, in no more memory than the host lends. */
@ExtendWith(S3ServerExtension.class)
class S3ParallelPartsTest {
    private static final int PART = WiredBucket.PART;
    private static final int MEBIBYTE = 1 << 20;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final BufferPool pool = new BufferPool(64 * MEBIBYTE, Duration.ofMillis(100));
    private final S3Server server;
    private final WiredBucket bucket;
    private final BrokerFileSystem fileSystem;

    S3ParallelPartsTest(S3Server server) throws IOException {
        this.server = server;
        this.bucket = WiredBucket.create(server, "parallel-parts", limits(pool));
        this.fileSystem = bucket.fileSystem();
    }

    private static S3Limits limits(BufferPool pool) {
        return new S3Limits(new PartSizes(PART), 3, 16, LONG, SILENCE, PART, pool.forPlugins());
    }

    @AfterEach
    void closeBucket() throws IOException {
        bucket.close();
        assertThat(pool.used()).isZero();
    }

    @Test
    void severalPartsAreOnTheirWayWhileTheNextIsFilled() throws StorageException {
        bucket.wire().failAll(UPLOAD_PART, Fault.SILENCE);
        BrokerWriter writer = fileSystem.openWriter(bucket.at("file"));

        writer.write(0, ByteBuffer.allocate(3 * PART));

        await().untilAsserted(() -> assertThat(bucket.wire().operations())
                .filteredOn(UPLOAD_PART::equals)
                .hasSize(2));
        writer.abort();
        assertThat(bucket.uploads(List.of("file"))).isZero();
    }

    @Test
    void anAbortWaitsForAStuckPartNoLongerThanForSilenceAndDoesNotRepeatIt() throws StorageException {
        bucket.wire().failAll(UPLOAD_PART, Fault.SILENCE);
        BrokerWriter writer = fileSystem.openWriter(bucket.at("file"));
        writer.write(0, ByteBuffer.allocate(PART + 1));
        await().until(() -> bucket.wire().operations().contains(UPLOAD_PART));

        writer.abort();

        assertThat(bucket.wire().operations()).containsExactly(CREATE_UPLOAD, UPLOAD_PART, ABORT_UPLOAD);
        assertThat(bucket.uploads(List.of("file"))).isZero();
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void aPartThatIsRefusedFailsTheFile() throws StorageException {
        bucket.wire().failOnly(1, UPLOAD_PART, Fault.ACCESS_DENIED);
        BrokerWriter writer = fileSystem.openWriter(bucket.at("file"));

        assertThatThrownBy(() -> {
                    writer.write(0, ByteBuffer.allocate(3 * PART));
                    writer.commit();
                })
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll(bucket.at("file").toString(), "cannot write part");
        assertThatThrownBy(writer::commit).hasMessageContaining("open another one");
        assertThat(bucket.uploads(List.of("file"))).isZero();
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void withoutMemoryAWriterFailsAndNamesTheSetting() throws StorageException {
        try (Loan everything = pool.reserve(pool.limit());
                BrokerWriter writer = fileSystem.openWriter(bucket.at("file"))) {
            assertThat(everything.buffer().hasRemaining()).isFalse();
            assertThatThrownBy(() -> writer.write(0, ByteBuffer.allocate(1)))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.isTransient()).isTrue())
                    .hasMessageContainingAll(bucket.at("file").toString(), "buffer_memory");
        }
    }

    @Test
    void writersOfMoreThanTheMemoryHoldsTakeTurns() throws Exception {
        BufferPool small = new BufferPool(20 * MEBIBYTE, LONG);
        try (WiredBucket crowded = WiredBucket.create(server, "crowded", limits(small))) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Void>> writers = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(number -> writing(crowded, "file" + number, number))
                    .toList());
            for (Future<Void> writer : writers) {
                writer.get();
            }
            threads.shutdown();

            assertThat(crowded.contents()).hasSize(8);
            for (int number = 0; number < 8; number++) {
                assertThat(crowded.contents().get("file" + number)).isEqualTo(content(number));
            }
        }
        assertThat(small.used()).isZero();
    }

    private static Callable<Void> writing(WiredBucket bucket, String key, int seed) {
        return () -> {
            try (BrokerWriter writer = bucket.fileSystem().openWriter(bucket.at(key))) {
                ByteBuffer content = ByteBuffer.wrap(content(seed));
                while (content.hasRemaining()) {
                    int count = Math.min(content.remaining(), MEBIBYTE);
                    writer.write(writer.offset(), content.slice(content.position(), count));
                    content.position(content.position() + count);
                }
                writer.commit();
            }
            return null;
        };
    }

    private static byte[] content(int seed) {
        byte[] content = new byte[2 * PART + 17 * seed];
        new Random(seed).nextBytes(content);
        return content;
    }
}

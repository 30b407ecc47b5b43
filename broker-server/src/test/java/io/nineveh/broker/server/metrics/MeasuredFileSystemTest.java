package io.nineveh.broker.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.TestMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over local disks. */
class MeasuredFileSystemTest {
    private final BrokerMetrics metrics = new BrokerMetrics("test");

    @TempDir
    private Path directory;

    private BrokerFileSystem fileSystem;

    @BeforeEach
    void open() throws Exception {
        fileSystem = metrics.open(
                "local",
                new LocalPluginFactory()
                        .create(Map.of("roots", directory.toString()), TestMemory.ample())
                        .specify(at("f"), Map.of()));
    }

    @AfterEach
    void close() throws StorageException {
        fileSystem.close();
        metrics.close();
    }

    @Test
    void readersAndWritersAreCountedWithTheirBytes() throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(at("f"))) {
            writer.write(0, bytes("0123456789"));
            writer.write(10, bytes("abc"));
            assertThat(writer.offset()).isEqualTo(13);
            assertThat(writer.location()).isEqualTo(at("f"));
            writer.commit();
        }
        try (BrokerReader reader = fileSystem.openReader(at("f"))) {
            assertThat(reader.size()).isEqualTo(13);
            assertThat(reader.read(5, ByteBuffer.allocate(4))).isEqualTo(4);
            assertThat(reader.read(13, ByteBuffer.allocate(4))).isEqualTo(-1);
        }
        assertThat(calls("openWriter")).isEqualTo(1);
        assertThat(calls("write")).isEqualTo(2);
        assertThat(calls("commit")).isEqualTo(1);
        assertThat(calls("closeWriter")).isEqualTo(1);
        assertThat(moved("write")).isEqualTo(13);
        assertThat(calls("read")).isEqualTo(2);
        assertThat(moved("read")).isEqualTo(4);
        assertThat(calls("closeReader")).isEqualTo(1);
    }

    @Test
    void failuresAreCountedByKindAndPassedOn() {
        assertThatThrownBy(() -> fileSystem.openReader(at("missing"))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> fileSystem.rename(at("missing"), at("other"))).isInstanceOf(StorageException.class);
        assertThat(failures("openReader", "NOT_FOUND")).isEqualTo(1);
        assertThat(failures("openReader", "STORAGE_ERROR")).isZero();
        assertThat(failures("rename", "STORAGE_ERROR")).isEqualTo(1);
        assertThat(calls("openReader")).isEqualTo(1);
    }

    @Test
    void aBugOfAPluginIsCountedAsSuch() {
        assertThatThrownBy(() -> fileSystem.stat(null)).isInstanceOf(NullPointerException.class);
        assertThat(failures("stat", "BUG")).isEqualTo(1);
    }

    @Test
    void abilitiesAreMeasuredAndOnlyThoseThereAre() throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(at("f"))) {
            writer.write(0, bytes("content"));
            writer.commit();
        }
        ServerSideCopy copy = fileSystem.capability(ServerSideCopy.class).orElseThrow();
        copy.copy(at("f"), at("g"));
        assertThat(fileSystem.capability(ContentChecksum.class).orElseThrow().md5(at("g")))
                .contains(Md5.of("content".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> copy.copy(at("missing"), at("h"))).isInstanceOf(StorageException.class);
        assertThat(fileSystem.capability(ServerSideCopy.class)).containsSame(copy);
        assertThat(fileSystem.capability(BatchDelete.class)).isEmpty();
        assertThat(calls("copy")).isEqualTo(2);
        assertThat(failures("copy", "NOT_FOUND")).isEqualTo(1);
        assertThat(calls("md5")).isEqualTo(1);
    }

    @Test
    void wholeFilesAreCountedWithTheirBytes() throws StorageException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        StorageMeters meters = new StorageMeters(registry, "one-file");
        OneFile file = new OneFile();
        byte[] content = "whole file".getBytes(StandardCharsets.UTF_8);
        WholeFilePut put = MeasuredAbility.of(WholeFilePut.class, file, meters);
        put.put(at("f"), ByteBuffer.wrap(content), Md5.of(content));
        assertThat(MeasuredAbility.of(WholeFileGet.class, file, meters).get(at("f"), 100))
                .isEqualTo(content);
        assertThat(put.largestPut()).isEqualTo(10);
        for (String operation : List.of("put", "get")) {
            assertThat(registry.get("nineveh.broker.storage")
                            .tag("operation", operation)
                            .counter()
                            .count())
                    .isEqualTo(10);
        }
        assertThat(registry.find("nineveh.broker.storage.call.duration")
                        .tag("operation", "largestPut")
                        .timer())
                .as("what only tells a number is no operation")
                .isNull();
    }

    @Test
    void nothingOfTheFilesIsShown() throws StorageException {
        fileSystem.stat(at("secret-name"));
        fileSystem.list(at("secret-name/*"));
        fileSystem.delete(at("secret-name"));
        assertThat(metrics.scrape())
                .contains("operation=\"stat\"")
                .doesNotContain("secret-name", directory.getFileName().toString());
    }

    private double calls(String operation) {
        return samples().get(series("call_duration_seconds_count", operation));
    }

    private double moved(String operation) {
        return samples().get(series("bytes_total", operation));
    }

    private double failures(String operation, String kind) {
        return samples()
                .get("nineveh_broker_storage_failures_total{kind=\"%s\",operation=\"%s\",plugin=\"local\"}"
                        .formatted(kind, operation));
    }

    private static String series(String name, String operation) {
        return "nineveh_broker_storage_%s{operation=\"%s\",plugin=\"local\"}".formatted(name, operation);
    }

    private Map<String, Double> samples() {
        return Scrape.of(metrics.scrape()).samples();
    }

    private Location at(String name) {
        return Location.of("file://" + directory + "/" + name);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class OneFile implements WholeFilePut, WholeFileGet {
        private byte[] content = {};

        @Override
        public long largestPut() {
            return 10;
        }

        @Override
        public void put(Location location, ByteBuffer data, Md5 md5) {
            content = new byte[data.remaining()];
            data.get(content);
        }

        @Override
        public byte[] get(Location location, int maxLength) {
            return content;
        }
    }
}

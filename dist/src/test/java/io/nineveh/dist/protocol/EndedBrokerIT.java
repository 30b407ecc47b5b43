package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.dist.protocol.ProtocolFixture.opened;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.HdfsServerExtension;
import io.nineveh.broker.s3.S3Server;
import io.nineveh.broker.s3.S3ServerExtension;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOperationStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.thrift.TException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a broker that was stopped or killed leaves behind: whole files, and nothing else that anybody sees. */
@ExtendWith({HdfsServerExtension.class, S3ServerExtension.class})
class EndedBrokerIT {
    private final HdfsServer hdfs;
    private final S3Server s3;

    @TempDir
    private Path directory;

    private Path files;

    EndedBrokerIT(HdfsServer hdfs, S3Server s3) {
        this.hdfs = hdfs;
        this.s3 = s3;
    }

    @BeforeEach
    void makeRoot() throws IOException {
        files = Files.createDirectory(directory.resolve("files")).toRealPath();
    }

    private RunningBroker start(String... more) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(directory, "broker");
        return RunningBroker.start(
                own,
                Stream.concat(Stream.of("port=0", "http_port=", "plugin.local.roots=" + files), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static Wire connect(RunningBroker broker, Map<String, String> properties) throws TException {
        return Wire.connect(broker.port(), "ended", properties);
    }

    @Test
    void aKilledBrokerHasPublishedWhatItAcknowledgedAndNothingElse() throws Exception {
        publishAndKill("file://" + files, Map.of());
        try (HdfsStorage storage = new HdfsStorage(hdfs)) {
            publishAndKill(storage.home() + "/killed", storage.properties());
        }
        try (S3Storage storage = new S3Storage(s3)) {
            publishAndKill(storage.home() + "/killed", storage.properties());
            assertThat(storage.leftovers()).isNotEmpty();
            storage.abortUploads();
        }
    }

    private void publishAndKill(String place, Map<String, String> properties) throws Exception {
        byte[] old = content(100, 1);
        byte[] large = content(2 * Brokers.S3_PART + 1, 2);
        try (RunningBroker broker = start();
                Wire wire = connect(broker, properties)) {
            write(wire, place + "/published", large);
            write(wire, place + "/replaced", old);
            for (String name : List.of("/new", "/replaced")) {
                TBrokerFD unfinished = opened(wire.openWriter(place + name));
                assertOk(wire.pwrite(unfinished, 0, ByteBuffer.wrap(large)));
            }
            broker.kill();
        }
        try (RunningBroker broker = start();
                Wire wire = connect(broker, properties)) {
            assertThat(wire.listPath(place + "/*").getFiles())
                    .extracting(file -> file.getPath())
                    .containsExactly(place + "/published", place + "/replaced");
            assertThat(read(wire, place + "/published", large.length)).isEqualTo(large);
            assertThat(read(wire, place + "/replaced", old.length)).isEqualTo(old);
            assertOk(wire.deletePath(place + "/published"));
            assertOk(wire.deletePath(place + "/replaced"));
        }
    }

    @Test
    void theNextBrokerRemovesWhatAKilledOneLeftLongAgo() throws Exception {
        try (RunningBroker broker = start();
                Wire wire = connect(broker, Map.of())) {
            assertOk(wire.pwrite(opened(wire.openWriter("file://" + files + "/a")), 0, ByteBuffer.wrap(content(9, 1))));
            assertOk(wire.pwrite(opened(wire.openWriter("file://" + files + "/b")), 0, ByteBuffer.wrap(content(9, 2))));
            broker.kill();
        }
        assertThat(temporaryFiles()).hasSize(2);
        Path old = temporaryFiles().get(0);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        try (RunningBroker next = start();
                Wire wire = connect(next, Map.of())) {
            assertOk(wire.checkPathExist("file://" + files).getOpStatus());
            await().until(() -> !Files.exists(old));
        }
        assertThat(temporaryFiles()).as("perhaps of a broker that lives").hasSize(1);
    }

    @Test
    void aStoppedBrokerLetsWritersFinishAndDropsThoseThatDoNot() throws Exception {
        String place = "file://" + files;
        try (RunningBroker broker = start("stop_timeout=3s");
                Wire wire = connect(broker, Map.of())) {
            TBrokerFD finishing = opened(wire.openWriter(place + "/finished"));
            assertOk(wire.pwrite(finishing, 0, ByteBuffer.wrap(content(10, 1))));
            TBrokerFD forgotten = opened(wire.openWriter(place + "/forgotten"));
            assertOk(wire.pwrite(forgotten, 0, ByteBuffer.wrap(content(10, 2))));

            broker.terminate();
            await().until(() -> isRefused(wire.checkPathExist(place).getOpStatus()));
            assertThat(isRefused(wire.openWriter(place + "/late").getOpStatus()))
                    .isTrue();
            assertOk(wire.pwrite(finishing, 10, ByteBuffer.wrap(content(10, 3))));
            assertOk(wire.closeWriter(finishing));
            await().until(() -> !broker.isAlive());
            assertThat(broker.log()).contains("broker stopped").contains("dropped_files=\"1\"");
        }
        assertThat(Files.size(files.resolve("finished"))).isEqualTo(20);
        try (Stream<Path> left = Files.list(files)) {
            assertThat(left).containsExactly(files.resolve("finished"));
        }
    }

    private static boolean isRefused(TBrokerOperationStatus status) {
        return status.getStatusCode() == TARGET_STORAGE_SERVICE_ERROR
                && status.getMessage().contains("the broker is stopping");
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            return all.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    private static void write(Wire wire, String path, byte[] content) throws TException {
        TBrokerFD writer = opened(wire.openWriter(path));
        assertOk(wire.pwrite(writer, 0, ByteBuffer.wrap(content)));
        assertOk(wire.closeWriter(writer));
    }

    private static byte[] read(Wire wire, String path, int length) throws TException {
        TBrokerFD reader = opened(wire.openReader(path, 0));
        byte[] content = wire.pread(reader, 0, length).getData();
        assertOk(wire.closeReader(reader));
        return content;
    }
}

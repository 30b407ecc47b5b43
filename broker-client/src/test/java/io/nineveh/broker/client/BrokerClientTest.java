package io.nineveh.broker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.server.Broker;
import io.nineveh.broker.server.BrokerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerClientTest {
    private static final int EXPIRY_SECONDS = 2;

    @TempDir
    private Path files;

    private Plugins plugins;
    private Broker broker;
    private LossyProxy proxy;
    private BrokerClient client;
    private BrokerFileSystem fileSystem;

    @BeforeEach
    void start() throws Exception {
        plugins = Plugins.of(new LocalPluginFactory().create(Map.of("roots", files.toString()), TestMemory.ample()));
        broker = Broker.start(
                BrokerConfig.of(Map.of("port", "0", "client_expire_seconds", Integer.toString(EXPIRY_SECONDS))),
                plugins);
        proxy = new LossyProxy(broker.address());
        client = new BrokerClient(
                proxy.address(), BrokerClientOptions.defaults().withPingInterval(Duration.ofMillis(100)));
        fileSystem = client.fileSystem(at(""), Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        proxy.close();
        broker.close();
        plugins.close();
    }

    @Test
    void aBrokerDescribesItselfOnce() throws StorageException {
        BrokerDescription description = client.describe();
        assertThat(description.product()).contains("Nineveh");
        assertThat(description.version()).isPresent();
        assertThat(description.startTime())
                .hasValueSatisfying(start -> assertThat(start).isBeforeOrEqualTo(Instant.now()));
        assertThat(description.plugins()).isEqualTo(Map.of("local", List.of("file")));
        assertThat(client.describe()).isSameAs(description);
    }

    @Test
    void aLostAnswerToAWriteOrToTheCloseIsMadeGoodByAReplay() throws Exception {
        try (BrokerWriter writer = fileSystem.openWriter(at("f"))) {
            byte[] large = new byte[3 << 20];
            large[1 << 20] = 1;
            proxy.loseAnswers(1);
            writer.write(0, ByteBuffer.wrap(large));
            writer.write(large.length, bytes("end"));
            proxy.loseAnswers(1);
            writer.commit();
            assertThat(Files.size(files.resolve("f"))).isEqualTo(large.length + 3);
        }
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void aWriteThatIsLostTwiceFailsAsTransientAndNothingIsPublished() throws Exception {
        try (BrokerWriter writer = fileSystem.openWriter(at("f"))) {
            proxy.loseAnswers(2);
            assertThatThrownBy(() -> writer.write(0, ByteBuffer.wrap(new byte[2 << 20])))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.isTransient()).isTrue())
                    .hasMessageContaining(at("f").toString());
            assertThatThrownBy(writer::commit).hasMessageContaining("failed");
        }
        assertThat(fileSystem.stat(at("f"))).isEmpty();
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void connectionsThatBrokeAreNotUsedAgain() throws Exception {
        write("f", "content");
        proxy.breakConnections();
        assertThat(fileSystem.stat(at("f"))).isPresent();
        assertThat(proxy.connections()).isGreaterThan(1);
        assertThat(client.describe().product()).contains("Nineveh");
    }

    @Test
    void aBrokerThatCannotBeReachedIsATransientFailureThatNamesIt() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        try (BrokerClient lonely = new BrokerClient(nobody, BrokerClientOptions.defaults())) {
            assertThatThrownBy(() -> lonely.ping("me"))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.isTransient()).isTrue())
                    .hasMessageContaining("cannot connect to broker ")
                    .hasMessageContaining(":" + nobody.getPort());
            BrokerFileSystem lost = lonely.fileSystem(at(""), Map.of());
            assertThat(lost.capability(WholeFilePut.class)).isEmpty();
            assertThatThrownBy(() -> lost.stat(at("f"))).hasMessageContaining(at("f").toString());
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsGivenUpAfterTheTimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                BrokerClient waiting = new BrokerClient(
                        (InetSocketAddress) silent.getLocalSocketAddress(),
                        BrokerClientOptions.defaults().withReadTimeout(Duration.ofMillis(200)))) {
            assertThatThrownBy(() -> waiting.ping("me"))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.isTransient()).isTrue())
                    .hasMessageContaining("no answer from broker");
        }
    }

    @Test
    void failuresKeepTheirKindsThroughTheWire() throws Exception {
        assertThatThrownBy(() -> fileSystem.openReader(at("missing")))
                .isInstanceOfSatisfying(StorageException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
                    assertThat(failure.isTransient()).isFalse();
                });
        assertThatThrownBy(() -> fileSystem.rename(at("missing"), at("other")))
                .isInstanceOfSatisfying(StorageException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.STORAGE_ERROR);
                    assertThat(failure.isTransient()).isTrue();
                });
        assertThatThrownBy(() -> fileSystem.stat(Location.of("file://elsewhere/f")))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_PATH));
    }

    @Test
    void pingsKeepFilesOpenForLongerThanTheLease() throws Exception {
        write("f", "content");
        try (BrokerReader reader = fileSystem.openReader(at("f"));
                BrokerWriter writer = fileSystem.openWriter(at("g"))) {
            Instant enough = Instant.now().plusSeconds(EXPIRY_SECONDS * 2);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Instant.now().isAfter(enough));
            ByteBuffer buffer = ByteBuffer.allocate(7);
            assertThat(reader.read(0, buffer)).isEqualTo(7);
            writer.write(0, bytes("late"));
            writer.commit();
        }
        assertThat(Files.readString(files.resolve("g"))).isEqualTo("late");
    }

    @Test
    void aClientThatVanishesLeavesNothing() throws Exception {
        BrokerWriter writer = fileSystem.openWriter(at("f"));
        writer.write(0, ByteBuffer.wrap(new byte[2 << 20]));
        assertThat(temporaryFiles()).hasSize(1);

        client.close();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(temporaryFiles()).isEmpty());
        assertThat(files.resolve("f")).doesNotExist();
    }

    @Test
    void smallWritesAreCollectedIntoFewCalls() throws Exception {
        try (BrokerWriter writer = fileSystem.openWriter(at("f"))) {
            for (int i = 0; i < 10_000; i++) {
                writer.write(writer.offset(), bytes("0123456789"));
            }
            assertThatThrownBy(() -> writer.write(5, bytes("x"))).hasMessageContaining("the file is at offset 100000");
            writer.commit();
            writer.commit();
        }
        assertThat(Files.readString(files.resolve("f"))).isEqualTo("0123456789".repeat(10_000));
    }

    @Test
    void wholeFilesTakeOneRoundTripEach() throws Exception {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        fileSystem
                .capability(WholeFilePut.class)
                .orElseThrow()
                .put(at("a/f"), ByteBuffer.wrap(content).asReadOnlyBuffer(), Md5.of(content));
        assertThat(fileSystem.capability(WholeFileGet.class).orElseThrow().get(at("a/f"), 100))
                .isEqualTo(content);
    }

    @Test
    void aClosedClientSaysSo() {
        client.close();
        client.close();
        assertThatThrownBy(() -> fileSystem.stat(at("f"))).hasMessageContaining("is closed");
    }

    private void write(String name, String content) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(at(name))) {
            writer.write(0, bytes(content));
            writer.commit();
        }
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> left = Files.walk(files)) {
            return left.filter(file -> file.getFileName().toString().endsWith(".part"))
                    .toList();
        }
    }

    private Location at(String name) {
        return Location.of("file://" + files + "/" + name);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}

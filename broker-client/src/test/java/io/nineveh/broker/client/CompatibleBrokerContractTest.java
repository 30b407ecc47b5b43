package io.nineveh.broker.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerFileSystemContractTest;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.server.Broker;
import io.nineveh.broker.server.BrokerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The same results from a broker that knows the oldest methods only. */
class CompatibleBrokerContractTest extends BrokerFileSystemContractTest {
    @TempDir
    private static Path files;

    private static Plugins plugins;
    private static Broker behind;
    private static CompatibleBroker broker;
    private static BrokerClient client;

    private BrokerFileSystem fileSystem;

    @BeforeAll
    static void start() throws Exception {
        plugins = Plugins.of(new LocalPluginFactory().create(Map.of("roots", files.toString()), TestMemory.ample()));
        behind = Broker.start(BrokerConfig.of(Map.of("port", "0", "client_expire_seconds", "3")), plugins);
        broker = CompatibleBroker.before(behind);
        client = new BrokerClient(
                broker.address(), BrokerClientOptions.defaults().withPingInterval(Duration.ofMillis(200)));
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        broker.close();
        behind.close();
        plugins.close();
    }

    @BeforeEach
    void makeRoot() throws IOException {
        Files.createDirectory(files.resolve("root"));
        fileSystem = openAnother();
    }

    @Override
    protected BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    protected BrokerFileSystem openAnother() {
        return client.fileSystem(root(), Map.of());
    }

    @Override
    protected Location root() {
        return Location.of("file://" + files.resolve("root"));
    }

    @Override
    protected boolean isHierarchical() {
        return true;
    }

    /** A writer that was given up is the broker's to drop, when its lease is out. */
    @Override
    protected void verifyNothingIsLeft() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(temporaryFiles()).isEmpty());
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> left = Files.walk(files)) {
            return left.filter(file -> file.getFileName().toString().endsWith(".part"))
                    .toList();
        }
    }

    @Override
    protected void release() throws StorageException {
        fileSystem.close();
    }
}

package io.nineveh.backup.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.server.Broker;
import io.nineveh.broker.server.BrokerConfig;
import io.nineveh.config.tls.ClientTls;
import io.nineveh.config.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The registry with brokers of flesh and blood. */
@Timeout(60)
class BrokerClientConnectorTest {
    private static final BrokerOptions OPTIONS =
            new BrokerOptions(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(10), Optional.empty());
    private static final Location LOCATION = Location.of("file:///backups");

    @TempDir
    private Path directory;

    private final Plugins plugins = Plugins.of();
    private MetadataStore store;
    private BrokerRegistry registry;

    @BeforeEach
    void open() {
        store = MetadataStore.open(directory.resolve("metadata.db"));
        registry = new BrokerRegistry(store, Clock.systemUTC(), OPTIONS);
        registry.start();
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
        store.close();
        plugins.close();
    }

    @Test
    void aRunningBrokerIsAliveAndTellsOfItself() throws Exception {
        try (Broker broker = startBroker(0)) {
            registry.add("b", List.of(addressOf(broker)));

            BrokerNode node = onlyNode();
            assertThat(node.alive()).isTrue();
            assertThat(node.errorMessage()).isEmpty();
            assertThat(node.version()).isPresent();
            assertThat(node.plugins()).isEmpty();
        }
    }

    @Test
    void aBrokerThatIsStoppedAndStartedAgainIsFoundAgain() throws Exception {
        HostPort address;
        try (Broker broker = startBroker(0)) {
            address = addressOf(broker);
            registry.add("b", List.of(address));
        }
        await().until(() -> !onlyNode().alive());
        assertThat(onlyNode().errorMessage())
                .hasValueSatisfying(message -> assertThat(message).contains(address.toString()));

        try (Broker broker = startBroker(address.port())) {
            await().until(() -> onlyNode().alive());
            assertThat(addressOf(broker)).isEqualTo(address);
        }
    }

    @Test
    void whatTheBrokerCannotDoIsAnErrorOfItsOwnAndDoesNotMakeItDead() throws Exception {
        try (Broker broker = startBroker(0)) {
            registry.add("b", List.of(addressOf(broker)));

            try (BrokerFileSystem files = registry.fileSystem("b", LOCATION, Map.of())) {
                assertThatThrownBy(() -> files.stat(LOCATION))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining("file");
            }
            assertThat(onlyNode().alive()).isTrue();
        }
    }

    @Test
    void whoAcceptsConnectionsAndNeverAnswersIsDeadAfterThePingTimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            registry.add("b", List.of(new HostPort("127.0.0.1", silent.getLocalPort())));

            assertThat(onlyNode().alive()).isFalse();
            assertThat(onlyNode().errorMessage())
                    .hasValueSatisfying(message -> assertThat(message).contains("no answer from broker"));
        }
    }

    @Test
    void whereNobodyListensTheErrorSaysSo() throws Exception {
        HostPort address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new HostPort("127.0.0.1", free.getLocalPort());
        }

        registry.add("b", List.of(address));

        assertThat(onlyNode().errorMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("cannot connect to broker " + address));
    }

    @Test
    void whereTlsIsAskedForABrokerWithoutItIsDead() throws Exception {
        ClientTls tls =
                ClientTls.of(TestAuthority.create(directory, "authority").certificate(), Optional.empty());
        registry.close();
        registry = new BrokerRegistry(store, Clock.systemUTC(), OPTIONS.withTls(Optional.of(tls)));
        registry.start();
        try (Broker broker = startBroker(0)) {
            registry.add("b", List.of(addressOf(broker)));

            assertThat(onlyNode().alive()).isFalse();
            assertThat(onlyNode().errorMessage())
                    .hasValueSatisfying(message -> assertThat(message).contains("cannot connect to broker"));
        }
    }

    private Broker startBroker(int port) throws Exception {
        return Broker.start(BrokerConfig.of(Map.of("host", "127.0.0.1", "port", Integer.toString(port))), plugins);
    }

    private static HostPort addressOf(Broker broker) {
        return new HostPort("127.0.0.1", broker.address().getPort());
    }

    private BrokerNode onlyNode() {
        return registry.nodes().get(0);
    }
}

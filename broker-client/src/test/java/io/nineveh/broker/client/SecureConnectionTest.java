package io.nineveh.broker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.server.Broker;
import io.nineveh.broker.server.BrokerConfig;
import io.nineveh.config.tls.ClientTls;
import io.nineveh.config.tls.ServerTls;
import io.nineveh.config.tls.TestAuthority;
import io.nineveh.config.tls.TestAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TServerSocket.ServerSocketTransportArgs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client and a Thrift server that speak TLS. */
class SecureConnectionTest {
    @TempDir
    private static Path certificates;

    @TempDir
    private static Path files;

    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static Issued server;
    private static Plugins plugins;
    private static Broker behind;

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.create(certificates, "authority");
        stranger = TestAuthority.create(certificates, "stranger");
        server = authority.issueForThisHost("server");
        plugins = Plugins.of(new LocalPluginFactory().create(Map.of("roots", files.toString())));
        behind = Broker.start(BrokerConfig.of(Map.of("port", "0")), plugins);
    }

    @AfterAll
    static void stop() throws IOException {
        behind.close();
        plugins.close();
    }

    @Test
    void filesOfAnySizeGoThroughWhole() throws Exception {
        byte[] content = new byte[20 << 20];
        content[content.length - 1] = 1;
        try (CompatibleBroker broker = broker(ServerTls.of(server.identity(), Optional.empty()));
                BrokerClient client = client(broker, trust(authority))) {
            BrokerFileSystem fileSystem = client.fileSystem(at("large"), Map.of());
            try (BrokerWriter writer = fileSystem.openWriter(at("large"))) {
                writer.write(0, ByteBuffer.wrap(content));
                writer.commit();
            }
            assertThat(Files.readAllBytes(files.resolve("large"))).isEqualTo(content);
            ByteBuffer read = ByteBuffer.allocate(content.length);
            try (BrokerReader reader = fileSystem.openReader(at("large"))) {
                assertThat(reader.read(0, read)).isEqualTo(content.length);
            }
            assertThat(read.array()).isEqualTo(content);
        }
    }

    @Test
    void aBrokerThatAsksForACertificateGetsIt() throws Exception {
        ServerTls mutual = ServerTls.of(server.identity(), Optional.of(authority.certificate()));
        ClientTls known = ClientTls.of(
                authority.certificate(), Optional.of(authority.issue("client").identity()));
        try (CompatibleBroker broker = broker(mutual)) {
            try (BrokerClient client = client(broker, Optional.of(known))) {
                client.ping("me");
            }
            try (BrokerClient client = client(broker, trust(authority))) {
                assertRefused(client, "");
            }
        }
    }

    @Test
    void aBrokerOfAnotherAuthorityIsNotTrusted() throws Exception {
        try (CompatibleBroker broker = broker(ServerTls.of(server.identity(), Optional.empty()));
                BrokerClient client = client(broker, trust(stranger))) {
            assertRefused(client, "valid certification path");
        }
    }

    @Test
    void aBrokerWithTheCertificateOfAnotherHostIsNotTrusted() throws Exception {
        Issued elsewhere = authority.issue("elsewhere", "-ext", "san=dns:elsewhere.example");
        try (CompatibleBroker broker = broker(ServerTls.of(elsewhere.identity(), Optional.empty()));
                BrokerClient client = client(broker, trust(authority))) {
            assertRefused(client, "127.0.0.1");
        }
    }

    @Test
    void aBrokerWithoutTlsIsNotTalkedTo() throws Exception {
        try (BrokerClient client = new BrokerClient(
                behind.address(), BrokerClientOptions.defaults().withTls(trust(authority)))) {
            assertThatThrownBy(() -> client.ping("me")).isInstanceOf(StorageException.class);
        }
    }

    private static void assertRefused(BrokerClient client, String reason) {
        assertThatThrownBy(() -> client.ping("me"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("compare the TLS of both sides");
    }

    private static Optional<ClientTls> trust(TestAuthority trusted) throws Exception {
        return Optional.of(ClientTls.of(trusted.certificate(), Optional.empty()));
    }

    private static CompatibleBroker broker(ServerTls tls) throws Exception {
        SSLServerSocket socket = tls.newServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return CompatibleBroker.before(behind, new TServerSocket(new ServerSocketTransportArgs().serverSocket(socket)));
    }

    private static BrokerClient client(CompatibleBroker broker, Optional<ClientTls> tls) {
        InetSocketAddress address =
                InetSocketAddress.createUnresolved("127.0.0.1", broker.address().getPort());
        return new BrokerClient(address, BrokerClientOptions.defaults().withTls(tls));
    }

    private static Location at(String name) {
        return Location.of("file://" + files + "/" + name);
    }
}

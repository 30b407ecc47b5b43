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
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.server.Broker;
import io.nineveh.broker.server.BrokerConfig;
import io.nineveh.config.tls.ClientTls;
import io.nineveh.config.tls.TestAuthority;
import io.nineveh.config.tls.TestAuthority.Issued;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client and a broker that speak TLS. */
class SecureConnectionTest {
    @TempDir
    private static Path certificates;

    @TempDir
    private static Path files;

    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static Issued server;
    private static Plugins plugins;

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.create(certificates, "authority");
        stranger = TestAuthority.create(certificates, "stranger");
        server = authority.issueForThisHost("server");
        plugins = Plugins.of(new LocalPluginFactory().create(Map.of("roots", files.toString()), TestMemory.ample()));
    }

    @AfterAll
    static void stop() throws IOException {
        plugins.close();
    }

    @Test
    void filesOfAnySizeGoThroughWhole() throws Exception {
        byte[] content = new byte[20 << 20];
        content[content.length - 1] = 1;
        try (Broker broker = broker(server, Map.of());
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
        ClientTls known = ClientTls.of(
                authority.certificate(), Optional.of(authority.issue("client").identity()));
        try (Broker broker =
                broker(server, Map.of("tls_client_ca", authority.certificate().toString()))) {
            for (int i = 0; i < 3; i++) {
                try (BrokerClient client = client(broker, Optional.of(known))) {
                    client.ping("me");
                }
            }
            try (BrokerClient client = client(broker, trust(authority))) {
                assertRefused(client, "");
            }
        }
    }

    @Test
    void aBrokerOfAnotherAuthorityIsNotTrusted() throws Exception {
        try (Broker broker = broker(server, Map.of());
                BrokerClient client = client(broker, trust(stranger))) {
            assertRefused(client, "valid certification path");
        }
    }

    @Test
    void aBrokerWithTheCertificateOfAnotherHostIsNotTrusted() throws Exception {
        Issued elsewhere = authority.issue("elsewhere", "-ext", "san=dns:elsewhere.example");
        try (Broker broker = broker(elsewhere, Map.of());
                BrokerClient client = client(broker, trust(authority))) {
            assertRefused(client, "127.0.0.1");
        }
    }

    @Test
    void aBrokerWithoutTlsIsNotTalkedTo() throws Exception {
        try (Broker broker = Broker.start(BrokerConfig.of(Map.of("port", "0")), plugins);
                BrokerClient client = client(broker, trust(authority))) {
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

    private static Broker broker(Issued issued, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("port", "0");
        settings.put("tls_certificate", issued.certificate().toString());
        settings.put("tls_private_key", issued.privateKey().toString());
        return Broker.start(BrokerConfig.of(settings), plugins);
    }

    private static BrokerClient client(Broker broker, Optional<ClientTls> tls) {
        InetSocketAddress address =
                InetSocketAddress.createUnresolved("127.0.0.1", broker.address().getPort());
        return new BrokerClient(address, BrokerClientOptions.defaults().withTls(tls));
    }

    private static Location at(String name) {
        return Location.of("file://" + files + "/" + name);
    }
}

package io.nineveh.config.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.config.tls.TestAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two sides against each other: one byte goes there and comes back. */
class TlsConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path directory;

    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static Issued server;

    @BeforeAll
    static void issue() throws Exception {
        authority = TestAuthority.create(directory, "authority-b");
        stranger = TestAuthority.create(directory, "stranger");
        server = authority.issueForThisHost("server");
    }

    @Test
    void aServerThatIsTrustedIsTalkedTo() throws Exception {
        for (String host : new String[] {"localhost", "127.0.0.1"}) {
            assertThat(echo(withoutClients(), client(authority), host)).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void aSelfSignedCertificateIsTrustedAsItsOwnAuthority() throws Exception {
        TestAuthority alone = TestAuthority.create(directory, "alone");
        Issued issued = alone.issueForThisHost("alone-server");
        assertThat(echo(
                        ServerTls.of(issued.identity(), Optional.empty()),
                        ClientTls.of(issued.certificate(), Optional.empty()),
                        "localhost"))
                .isEqualTo("TLSv1.3");
    }

    @Test
    void aServerOfAnotherAuthorityIsRefused() {
        assertThatThrownBy(() -> echo(withoutClients(), client(stranger), "localhost"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void aServerOfAnotherNameIsRefused() throws Exception {
        ServerTls other = ServerTls.of(
                authority
                        .issue("elsewhere", "-ext", "san=dns:elsewhere.example")
                        .identity(),
                Optional.empty());
        assertThatThrownBy(() -> echo(other, client(authority), "localhost"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("localhost");
    }

    @Test
    void anExpiredServerIsRefused() throws Exception {
        ServerTls expired = ServerTls.of(
                authority
                        .issue("late", "-ext", "san=dns:localhost", "-startdate", "-3d", "-validity", "2")
                        .identity(),
                Optional.empty());
        assertThatThrownBy(() -> echo(expired, client(authority), "localhost")).isInstanceOf(SSLException.class);
    }

    @Test
    void clientsNeedACertificateWhereOneIsAskedFor() throws Exception {
        ServerTls mutual = ServerTls.of(server.identity(), Optional.of(authority.certificate()));
        assertThat(mutual.isMutual()).isTrue();
        ClientTls known = ClientTls.of(
                authority.certificate(), Optional.of(authority.issue("client").identity()));
        ClientTls unknown = ClientTls.of(
                authority.certificate(),
                Optional.of(stranger.issue("client-of-others").identity()));

        assertThat(echo(mutual, known, "localhost")).isEqualTo("TLSv1.3");
        assertThatThrownBy(() -> echo(mutual, unknown, "localhost")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> echo(mutual, client(authority), "localhost")).isInstanceOf(IOException.class);
    }

    @Test
    void oldProtocolsAreNotSpoken() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(socket.getInetAddress(), socket.getLocalPort());
                SSLSocket accepted = withoutClients().over(socket.accept())) {
            assertThat(client.isConnected()).isTrue();
            assertThat(accepted.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
        }
    }

    @Test
    void oneConnectionAfterAnotherIsServed() throws Exception {
        ServerTls tls = withoutClients();
        ClientTls client = client(authority);
        for (int i = 0; i < 3; i++) {
            assertThat(echo(tls, client, "localhost")).isEqualTo("TLSv1.3");
        }
    }

    private static ServerTls withoutClients() throws TlsException {
        return ServerTls.of(server.identity(), Optional.empty());
    }

    private static ClientTls client(TestAuthority trusted) throws TlsException {
        return ClientTls.of(trusted.certificate(), Optional.empty());
    }

    /** The protocol that was spoken. */
    private static String echo(ServerTls server, ClientTls client, String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            serveOne(socket, server);
            try (SSLSocket connection = client.connect(host, socket.getLocalPort(), PATIENCE, PATIENCE)) {
                connection.getOutputStream().write(42);
                if (connection.getInputStream().read() != 42) {
                    throw new IOException("the server closed the connection");
                }
                return connection.getSession().getProtocol();
            }
        }
    }

    /** Serves one connection; what goes wrong with it the other side sees. */
    private static void serveOne(ServerSocket socket, ServerTls tls) {
        var unused = ForkJoinPool.commonPool().submit(() -> {
            try (SSLSocket connection = tls.over(socket.accept())) {
                connection.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
                connection.getOutputStream().write(connection.getInputStream().read());
            }
            return socket;
        });
    }
}

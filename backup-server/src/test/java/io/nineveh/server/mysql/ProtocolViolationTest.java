package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProtocolViolationTest {
    private final MySqlOptions options = MySqlOptions.builder(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .maxAllowedPacket(100_000)
            .connectTimeout(Duration.ofMillis(500))
            .maxConnections(3)
            .build();
    private final TestSessions sessions =
            new TestSessions(options).answering("good", () -> TestSessions.oneColumn("answer", "42"));
    private MySqlServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MySqlServer(options, Authenticator.rootWithEmptyPassword(), sessions);
        server.start();
    }

    @AfterEach
    void everythingIsFreed() throws IOException {
        await().until(() -> server.connections().isEmpty());
        await().untilAsserted(() -> assertThat(sessions.closed).hasSameSizeAs(sessions.opened));
        server.close();
    }

    @Test
    void garbageInsteadOfAHandshakeEndsTheConnection() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.read();
            client.writeRaw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.readError().code()).isEqualTo(1156);
            client.finishWriting();
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void aHandshakeThatEndsTooSoonIsMalformed() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.read();
            client.write(1, new byte[] {0, 2, 0, 0, 1});

            assertThat(client.readError().code()).isEqualTo(1835);
        }
    }

    @Test
    void aClientOfBeforeMySql41IsToldSo() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.read();
            client.write(1, new byte[] {5, 0, 0, 0, 0, 'r', 'o', 'o', 't', 0});

            assertThat(client.readError().code()).isEqualTo(1251);
        }
    }

    @Test
    void aLargePacketBeforeTheLoginIsRefusedByItsHeader() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.read();
            client.writeHeader(Handshake.LONGEST_PACKET + 1, 1);

            assertThat(client.readError().code()).isEqualTo(1153);
        }
    }

    @Test
    void aStatementBeyondTheLimitIsRefusedByItsHeader() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.writeHeader(100_001, 0);

            assertThat(client.readError())
                    .isEqualTo(new RawClient.ReceivedError(
                            1153, "#08S01Got a packet bigger than 'max_allowed_packet' bytes"));
        }
    }

    @Test
    void theErrorReachesAClientThatGoesOnSendingWhatIsTooLarge() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.write(0, new byte[4 << 20]);

            assertThat(client.readError().code()).isEqualTo(1153);
        }
    }

    @Test
    void aWrongSequenceNumberEndsTheConnection() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.write(3, new byte[] {0x0e});

            assertThat(client.readError().code()).isEqualTo(1156);
            client.finishWriting();
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void anUnknownCommandIsAnErrorThatTheConnectionSurvives() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x77, "");
            assertThat(client.readError().code()).isEqualTo(1047);
            client.command(0x0d, "");
            assertThat(client.readError().code()).isEqualTo(1047);

            client.command(0x0e, "");
            client.expectOk();
        }
    }

    @Test
    void closingAPreparedStatementGetsNoReply() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x16, "SELECT ?");
            assertThat(client.read()).startsWith(0, 1, 0, 0, 0);
            client.read();
            assertThat(client.read()).startsWith(0xfe);

            client.command(0x19, "\1\0\0\0");
            client.command(0x18, "\1\0\0\0");
            client.command(0x0e, "");
            client.expectOk();
        }
    }

    @Test
    void anUnknownOptionIsAnErrorThatTheConnectionSurvives() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x1b, "\2\0");
            assertThat(client.readError().code()).isEqualTo(1047);

            client.command(0x1b, "\1\0");
            assertThat(client.read()).startsWith(0xfe);
        }
    }

    @Test
    void resettingAConnectionGivesANewSessionInTheSameDatabase() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x02, "sales");
            client.expectOk();
            client.command(0x1f, "");
            client.expectOk();

            assertThat(sessions.opened).hasSize(2);
            assertThat(sessions.closed).hasSize(1);
            await().untilAsserted(() -> assertThat(server.connections())
                    .singleElement()
                    .satisfies(state -> assertThat(state.database()).contains("sales")));
        }
    }

    @Test
    void whoDoesNotLogInInTimeIsCutOff() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.read();

            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void whoSendsItsLoginByteByByteIsCutOffToo() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.read();
            client.writeHeader(60_000, 1);

            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                try {
                    client.writeRaw(new byte[] {0});
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
        }
    }

    @Test
    void oneConnectionTooManyIsRefusedAndOthersGoOn() throws IOException {
        try (RawClient first = RawClient.loggedIn(server.address());
                RawClient second = RawClient.loggedIn(server.address());
                RawClient third = RawClient.loggedIn(server.address());
                RawClient fourth = new RawClient(server.address())) {
            assertThat(fourth.readError())
                    .isEqualTo(new RawClient.ReceivedError(1040, "Too many connections: this server allows 3"));
            assertThat(fourth.isAtEnd()).isTrue();

            for (RawClient client : new RawClient[] {first, second, third}) {
                client.command(0x0e, "");
                client.expectOk();
            }
            third.command(0x01, "");
            await().until(() -> server.connections().size() == 2);
            RawClient.loggedIn(server.address()).close();
        }
    }

    @Test
    void aStatementThatIsNotUtf8IsAnErrorThatTheConnectionSurvives() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.write(0, new byte[] {0x03, (byte) 0xe9});
            assertThat(client.readError().code()).isEqualTo(1300);

            client.command(0x03, "good");
            assertThat(client.read()).containsExactly(1);
        }
    }

    @Test
    void anUnexpectedFailureIsReportedWithoutItsDetails() throws IOException {
        sessions.answering("bad", () -> {
            throw new IllegalStateException("password=tiger");
        });
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x03, "bad");

            assertThat(client.readError())
                    .satisfies(error -> assertThat(error.code()).isEqualTo(1105))
                    .satisfies(error -> assertThat(error.text()).doesNotContain("tiger"));
            client.command(0x0e, "");
            client.expectOk();
        }
    }
}

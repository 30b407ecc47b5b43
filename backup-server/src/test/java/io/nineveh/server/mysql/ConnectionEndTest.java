package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a connection ends, its rows and its session are closed and its thread is free. */
class ConnectionEndTest {
    private final MySqlOptions.Builder options =
            MySqlOptions.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final TestSessions sessions = new TestSessions(options.build());
    private Optional<MySqlServer> started = Optional.empty();

    private MySqlServer start() throws IOException {
        MySqlServer server = new MySqlServer(options.build(), Authenticator.rootWithEmptyPassword(), sessions);
        server.start();
        started = Optional.of(server);
        return server;
    }

    @AfterEach
    void close() throws IOException {
        started.orElseThrow().close();
    }

    /** Rows without end. */
    private static final class EndlessRows implements RowSource {
        private final Optional<String> value = Optional.of("x".repeat(100_000));
        private final AtomicLong given = new AtomicLong();
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public boolean next() {
            given.incrementAndGet();
            return true;
        }

        @Override
        public Optional<String> value(int column) {
            return value;
        }

        @Override
        public void close() {
            closed.set(true);
        }

        Outcome asOutcome() {
            return new Outcome.Rows(List.of(ColumnDefinition.text("x")), this);
        }
    }

    @Test
    void aConnectionThatBreaksWithinAResultSetFreesEverything() throws IOException {
        EndlessRows rows = new EndlessRows();
        sessions.answering("SELECT", rows::asOutcome);
        MySqlServer server = start();
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x03, "SELECT");
            await().until(() -> rows.given.get() > 10);
        }

        await().untilTrue(rows.closed);
        await().until(() -> sessions.closed.size() == 1);
        assertThat(server.connections()).isEmpty();
    }

    @Test
    void aStatementWhoseClientIsGoneIsInterrupted() throws IOException {
        sessions.answering("wait", this::untilInterrupted);
        MySqlServer server = start();
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x03, "wait");
            await().until(() -> sessions.statements.contains("wait"));
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> sessions.closed.size() == 1);
        await().until(() -> server.connections().isEmpty());
    }

    @Test
    void aClientThatSendsAheadIsNotTakenForOneThatIsGone() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        sessions.answering("wait", () -> untilReleased(release));
        MySqlServer server = start();
        String large = "x".repeat(100_000);
        sessions.answering(large, Outcome::ok);
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x03, "wait");
            client.command(0x03, large);
            try (RawClient gone = RawClient.loggedIn(server.address())) {
                gone.command(0x03, "wait");
                await().until(() -> sessions.statements.size() == 2);
            }
            // By then all connections have been looked at more than once.
            await().until(() -> sessions.interrupted.size() > 3);

            assertThat(sessions.interrupted).extracting(ClientConnection::id).containsOnly(2L);
            release.countDown();
            client.expectOk();
            client.expectOk();
        }
    }

    private Outcome untilInterrupted() {
        await().until(() -> !sessions.interrupted.isEmpty());
        throw new SqlException(ErrorCode.QUERY_INTERRUPTED, "Query execution was interrupted");
    }

    @Test
    void aClientThatStopsReadingIsCutOff() throws IOException {
        EndlessRows rows = new EndlessRows();
        sessions.answering("SELECT", rows::asOutcome);
        options.writeTimeout(Duration.ofMillis(300));
        MySqlServer server = start();
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x03, "SELECT");

            await().untilTrue(rows.closed);
            await().until(() -> sessions.closed.size() == 1);
        }
    }

    @Test
    void anIdleConnectionIsClosedAfterItsTime() throws IOException {
        options.waitTimeout(Duration.ofMillis(200));
        MySqlServer server = start();
        try (RawClient client = RawClient.loggedIn(server.address())) {
            assertThat(client.isAtEnd()).isTrue();
            await().until(() -> sessions.closed.size() == 1);
        }
    }

    @Test
    void aKilledConnectionEnds() throws IOException {
        MySqlServer server = start();
        try (RawClient client = RawClient.loggedIn(server.address())) {
            long id = sessions.opened.get(0).id();
            await().until(() -> !server.connections().isEmpty());

            assertThat(server.kill(id)).isTrue();
            assertThat(client.isAtEnd()).isTrue();
            await().until(() -> server.connections().isEmpty());
            await().until(() -> !server.kill(id));
        }
    }

    @Test
    void theServerTellsWhatConnectionsDo() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        sessions.answering("wait", () -> untilReleased(release));
        MySqlServer server = start();
        try (RawClient client = RawClient.loggedIn(server.address())) {
            await().untilAsserted(() -> assertThat(server.connections())
                    .extracting(ConnectionState::activity)
                    .containsExactly(ConnectionState.Activity.SLEEP));
            client.command(0x03, "wait");
            await().untilAsserted(() -> assertThat(server.connections())
                    .extracting(ConnectionState::activity)
                    .containsExactly(ConnectionState.Activity.QUERY));
            release.countDown();
            client.expectOk();
        }
    }

    @Test
    void stoppingLetsARunningStatementFinishAndClosesIdleConnections() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        sessions.answering("wait", () -> untilReleased(release));
        MySqlServer server = start();
        try (RawClient busy = RawClient.loggedIn(server.address());
                RawClient idle = RawClient.loggedIn(server.address())) {
            busy.command(0x03, "wait");
            await().until(() -> sessions.statements.contains("wait"));
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> closeNow(server));
            assertThat(idle.isAtEnd()).isTrue();
            assertThat(stopping).isNotDone();

            release.countDown();
            busy.expectOk();
            assertThat(busy.isAtEnd()).isTrue();
            stopping.get(10, TimeUnit.SECONDS);
            assertThat(sessions.closed).hasSize(2);
        }
    }

    @Test
    void stoppingCutsOffWhatTakesTooLong() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        sessions.answering("wait", () -> untilReleased(never));
        options.stopTimeout(Duration.ofMillis(300));
        MySqlServer server = start();
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(0x03, "wait");
            await().until(() -> sessions.statements.contains("wait"));

            server.close();

            assertThat(client.isAtEnd()).isTrue();
            assertThat(sessions.closed).hasSize(1);
        }
    }

    @Test
    void aStoppedServerAcceptsNobody() throws IOException {
        MySqlServer server = start();
        InetSocketAddress address = server.address();
        server.close();
        server.close();

        assertThatThrownBy(() -> new RawClient(address).close()).isInstanceOf(IOException.class);
    }

    private static Outcome untilReleased(CountDownLatch latch) {
        try {
            latch.await();
            return Outcome.ok();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SqlException(ErrorCode.SERVER_SHUTDOWN, "Server shutdown in progress");
        }
    }

    private static void closeNow(MySqlServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

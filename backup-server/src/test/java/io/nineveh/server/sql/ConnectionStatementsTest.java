package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nineveh.server.SqlClient;
import io.nineveh.server.SqlClient.Failure;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStatementsTest {
    /** Takes hours, unless it is stopped. */
    private static final String ENDLESS = "SELECT max(range % 7) FROM range(1000000000000)";

    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;
    private SqlClient other;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        other = server.connect();
        client.run("CREATE DATABASE d", "USE d", "CREATE TABLE t (a BIGINT)");
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        other.close();
        server.close();
    }

    @Test
    void connectionsAreListedWithoutWhatTheyRun() throws Exception {
        assertThat(client.columns("SHOW FULL PROCESSLIST"))
                .containsExactly("Id", "User", "Host", "db", "Command", "Time", "State", "Info");
        String own = client.value("SELECT CONNECTION_ID()");
        // it is busy for a moment longer than until its client has the answer
        awaitCommand(own, "Sleep");
        assertThat(other.query("SHOW PROCESSLIST"))
                .hasSize(2)
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("Id", own)
                        .containsEntry("User", "root")
                        .containsEntry("Host", "127.0.0.1")
                        .containsEntry("db", "d")
                        .containsEntry("Command", "Sleep")
                        .containsEntry("Info", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "INSERT INTO t "})
    void aStatementIsKilledAndItsConnectionStays(String before) throws Exception {
        String id = client.value("SELECT CONNECTION_ID()");
        CompletableFuture<Failure> failed = failing(before + ENDLESS);
        awaitCommand(id, "Query");

        // it may not have come to the engine at the first time
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            other.run("KILL QUERY " + id);
            return failed.isDone();
        });

        assertThat(failed.get().code()).isEqualTo(1317);
        assertThat(failed.get().state()).isEqualTo("70100");
        assertThat(failed.get().message()).contains("interrupted");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("0");
        assertThat(client.value("SELECT CONNECTION_ID()")).isEqualTo(id);
    }

    @Test
    void aConnectionIsKilledWithWhatItRuns() throws Exception {
        String id = client.value("SELECT CONNECTION_ID()");
        CompletableFuture<Failure> failed = failing(ENDLESS);
        awaitCommand(id, "Query");

        other.run("KILL " + id);

        assertThat(failed.get(30, TimeUnit.SECONDS).state()).startsWith("08");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> other.query("SHOW PROCESSLIST").size() == 1);
        assertThatThrownBy(() -> client.value("SELECT 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void whatIsNotThereCannotBeKilled() throws Exception {
        for (String statement : List.of("KILL 4711", "KILL CONNECTION 4711", "KILL QUERY 4711")) {
            assertThat(client.failure(statement)).satisfies(failure -> {
                assertThat(failure.code()).isEqualTo(1094);
                assertThat(failure.message()).contains("Unknown thread id: 4711");
            });
        }
        assertThat(client.failure("KILL 99999999999999999999").message()).contains("is no id of a connection");
        assertThat(client.failure("KILL me").message()).contains("KILL [CONNECTION | QUERY] id");
    }

    @Test
    void nothingHappensWhereNothingRuns() throws Exception {
        String id = client.value("SELECT CONNECTION_ID()");

        other.run("KILL QUERY " + id);

        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("0");
    }

    private CompletableFuture<Failure> failing(String sql) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.failure(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void awaitCommand(String id, String command) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> other.query("SHOW PROCESSLIST").stream()
                        .anyMatch(row -> row.entrySet()
                                .containsAll(
                                        Map.of("Id", id, "Command", command).entrySet())));
    }
}

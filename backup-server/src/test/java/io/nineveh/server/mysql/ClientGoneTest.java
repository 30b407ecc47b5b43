package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.config.tls.TestAuthority;
import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A query runs for somebody: when that one is gone, it ends. */
class ClientGoneTest {
    private static final String LONG_QUERY =
            "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3";

    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        TestAuthority.Issued issued =
                TestAuthority.create(directory, "authority").issueForThisHost("server");
        server = TestServer.in(
                directory,
                Map.of(
                        "tls_certificate", issued.certificate().toString(),
                        "tls_private_key", issued.privateKey().toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> driversWithAndWithoutTls() {
        return Stream.of(
                Arguments.of(Driver.MYSQL, "sslMode=DISABLED"),
                Arguments.of(Driver.MYSQL, Driver.MYSQL.encrypted()),
                Arguments.of(Driver.MARIADB, "sslMode=disable"),
                Arguments.of(Driver.MARIADB, Driver.MARIADB.encrypted()));
    }

    @ParameterizedTest
    @MethodSource("driversWithAndWithoutTls")
    void aQueryEndsSoonAfterItsClientIsGone(Driver driver, String parameters) throws Exception {
        Connection connection = driver.open(server.address(), "", "root", "", parameters);
        CompletableFuture<Void> query = CompletableFuture.runAsync(() -> execute(connection));
        try (SqlClient observer = server.connect()) {
            await().until(() -> running(observer) == 1);
            connection.abort(Runnable::run);
            await().atMost(Duration.ofSeconds(10)).until(() -> running(observer) == 0);
            await().until(() -> observer.query("SHOW PROCESSLIST").size() == 1);
        }
        query.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aClientThatWaitsIsNotTakenForGone() throws Exception {
        try (SqlClient client = server.connect()) {
            List<Map<String, String>> rows = client.query(
                    "SELECT count(*) AS n FROM range(30000) a, range(30000) b WHERE a.range * b.range % 7 = 3");
            assertThat(rows).hasSize(1);
            assertThat(client.value("SELECT 2")).isEqualTo("2");
        }
    }

    private static void execute(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LONG_QUERY);
        } catch (SQLException e) {
            assertThat(e.getMessage()).isNotNull();
        }
    }

    /** The connections that carry out something, besides the one that asks. */
    private static long running(SqlClient observer) throws SQLException {
        return observer.query("SHOW PROCESSLIST").stream()
                        .filter(row -> row.get("Command").equals("Query"))
                        .count()
                - 1;
    }
}

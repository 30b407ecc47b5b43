package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.JdbcConnection;
import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands of the protocol beyond single statements, as command lines and connection pools send them. */
class CommandsTest {
    private static final int INIT_DB = 0x02;
    private static final int FIELD_LIST = 0x04;
    private static final int STATISTICS = 0x09;
    private static final int PROCESS_KILL = 0x0c;
    private static final int CHANGE_USER = 0x11;
    private static final int SET_OPTION = 0x1b;
    private static final int EOF = 0xfe;

    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
        try (SqlClient client = server.connect()) {
            client.run(
                    "CREATE DATABASE d",
                    "CREATE TABLE d.t (id BIGINT, name STRING, note STRING)",
                    "CREATE USER ann IDENTIFIED BY 'secret'",
                    "GRANT SELECT_PRIV ON d.* TO ann",
                    // of 'secret'
                    "CREATE USER old IDENTIFIED BY PASSWORD '*14E65567ABDB5135D0CFD9A70B3032C179A49EE7'",
                    "GRANT SELECT_PRIV ON d.* TO old");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void severalStatementsHaveAResultEach(Driver driver) throws SQLException {
        try (Connection connection = driver.connect(server.address(), "d", "root", "", "&allowMultiQueries=true");
                Statement statement = connection.createStatement()) {
            List<String> results = new ArrayList<>();
            boolean isRows = statement.execute("CREATE TABLE a (b INT); INSERT INTO a VALUES (1), (2);"
                    + " SELECT ';' AS c FROM a; -- nothing\n; DROP TABLE a; SELECT 5");
            while (isRows || statement.getUpdateCount() != -1) {
                results.add(
                        isRows ? String.join(",", texts(statement.getResultSet())) : "" + statement.getUpdateCount());
                isRows = statement.getMoreResults();
            }
            assertThat(results).containsExactly("0", "2", ";,;", "0", "5");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFirstThatFailsEndsThem(Driver driver) throws SQLException {
        try (Connection connection = driver.connect(server.address(), "d", "root", "", "&allowMultiQueries=true");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> {
                        statement.execute("CREATE TABLE first (b INT); SELECT nothing; CREATE TABLE last (b INT)");
                        statement.getMoreResults();
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getErrorCode()).isEqualTo(1054));
            try (ResultSet tables = statement.executeQuery("SHOW TABLES")) {
                assertThat(texts(tables)).contains("first").doesNotContain("last");
            }
            statement.execute("DROP TABLE first");
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalStatementsAreRefusedUnlessTheClientSaysThatItSendsSome(Driver driver) throws SQLException {
        try (Connection connection = driver.connect(server.address());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1; SELECT 2"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getErrorCode()).isEqualTo(1064));
        }
    }

    @Test
    void aClientMaySaySoLater() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.write(0, new PayloadWriter().int1(SET_OPTION).int2(0).toBytes());
            assertThat(client.read()[0] & 0xff).isEqualTo(EOF);
            client.command(0x03, "SET NAMES utf8mb4; SET NAMES utf8mb4");
            client.expectOk();
            client.expectOk();
            client.write(0, new PayloadWriter().int1(SET_OPTION).int2(1).toBytes());
            assertThat(client.read()[0] & 0xff).isEqualTo(EOF);
            client.command(0x03, "SET NAMES utf8mb4; SET NAMES utf8mb4");
            assertThat(client.readError().code()).isEqualTo(1064);
        }
    }

    @Test
    void columnsAreListedForCompletion() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(INIT_DB, "d");
            client.expectOk();
            client.command(FIELD_LIST, "t\0");
            assertThat(columns(client)).containsExactly("id", "name", "note");
            client.command(FIELD_LIST, "t\0n%");
            assertThat(columns(client)).containsExactly("name", "note");
            client.command(FIELD_LIST, "no`such\0");
            assertThat(client.readError().code()).isEqualTo(1146);
        }
    }

    private static List<String> columns(RawClient client) throws IOException {
        List<String> names = new ArrayList<>();
        for (byte[] packet = client.read(); (packet[0] & 0xff) != EOF; packet = client.read()) {
            PayloadReader reader = new PayloadReader(packet);
            reader.skip("def".length() + 1 + 3);
            names.add(new String(reader.readLengthEncodedBytes(), StandardCharsets.UTF_8));
        }
        return names;
    }

    @Test
    void theStateOfTheServerIsATextOfOnePacket() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.command(STATISTICS, "");
            assertThat(new String(client.read(), StandardCharsets.UTF_8)).matches("Uptime: \\d+  Threads: [1-9]\\d*");
        }
    }

    @Test
    void aConnectionIsKilledByACommand() throws IOException {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.write(
                    0, new PayloadWriter().int1(PROCESS_KILL).int4(1_000_000).toBytes());
            assertThat(client.readError().code()).isEqualTo(1094);
        }
    }

    @Test
    void aSessionThatBeginsAnewHasNoTemporaryTables() throws SQLException {
        try (Connection connection = Driver.MYSQL.connect(server.address(), "d", "root", "", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE passing (a INT)");
            connection.unwrap(JdbcConnection.class).resetServerState();
            assertThatThrownBy(() -> statement.execute("SELECT * FROM d.passing"))
                    .hasMessageContaining("Unknown table 'passing'");
        }
    }

    @Test
    void aConnectionGoesOnAsAnotherUser() throws SQLException {
        for (String user : List.of("ann", "old")) {
            try (Connection connection = Driver.MYSQL.connect(server.address(), "d", "root", "", "");
                    Statement statement = connection.createStatement()) {
                connection.unwrap(JdbcConnection.class).changeUser(user, "secret");
                try (ResultSet rows = statement.executeQuery("SELECT CURRENT_USER()")) {
                    assertThat(texts(rows)).containsExactly(user + "@%");
                }
                assertThatThrownBy(() -> statement.execute("CREATE DATABASE e"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                error -> assertThat(error.getErrorCode()).isIn(1044, 1227));
                try (ResultSet processes = statement.executeQuery("SHOW PROCESSLIST")) {
                    assertThat(processes.next()).isTrue();
                    assertThat(processes.getString("User")).isEqualTo(user);
                }
            }
        }
    }

    @Test
    void anotherUserNeedsItsPassword() throws Exception {
        try (Connection connection = Driver.MYSQL.connect(server.address(), "d", "root", "", "")) {
            assertThatThrownBy(() -> connection.unwrap(JdbcConnection.class).changeUser("ann", "wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getErrorCode()).isEqualTo(1045));
        }
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.write(
                    0,
                    new PayloadWriter()
                            .int1(CHANGE_USER)
                            .terminatedString("ann")
                            .int1(0)
                            .terminatedString("")
                            .toBytes());
            assertThat(client.readSwitch().plugin()).isEqualTo(AuthenticationPlugin.CACHING_SHA2_PASSWORD);
            client.write(2, new byte[0]);
            assertThat(client.readError().code()).isEqualTo(1045);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }
}

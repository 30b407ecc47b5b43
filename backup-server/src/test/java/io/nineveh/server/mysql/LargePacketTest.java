package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements and rows that are larger than a packet of the protocol, up to the limit that is set. */
class LargePacketTest {
    private static final int LIMIT = 20 << 20;

    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory, Map.of("max_allowed_packet", "20MiB", "sql_memory", "512MiB"));
        try (SqlClient client = server.connect()) {
            client.run("CREATE DATABASE d", """
                    CREATE TABLE d.t (id VARCHAR(20), name STRING)
                    DUPLICATE KEY (id) DISTRIBUTED BY HASH (id) BUCKETS 1""");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aLargeTextGoesInAndComesOut(DriverMode mode) throws SQLException {
        String large = "0123456789abcdeé".repeat((17 << 20) / 17);
        try (Connection connection = mode.connect(server.address(), "d", "");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)");
                PreparedStatement select = connection.prepareStatement("SELECT name FROM t WHERE id = ?")) {
            insert.setString(1, mode.name());
            insert.setString(2, large);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            select.setString(1, mode.name());
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1).equals(large)).isTrue();
            }
        }
    }

    @Test
    void aStatementOverTheLimitIsAnErrorThatEndsTheConnection() throws Exception {
        try (RawClient client = RawClient.loggedIn(server.address())) {
            client.writeHeader(PacketChannel.LONGEST_PACKET, 0);
            client.writeRaw(new byte[] {0x03});
            client.writeRaw(new byte[PacketChannel.LONGEST_PACKET - 1]);
            client.writeHeader(LIMIT - PacketChannel.LONGEST_PACKET + 1, 1);
            RawClient.ReceivedError error = client.readError();
            assertThat(error.code()).isEqualTo(1153);
            assertThat(error.text()).contains("08S01", "Got a packet bigger than 'max_allowed_packet' bytes");
            client.finishWriting();
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void driversGiveAnErrorForAStatementOverTheLimit(Driver driver) throws SQLException {
        try (Connection connection = driver.connect(server.address());
                PreparedStatement select = connection.prepareStatement("SELECT ?")) {
            select.setString(1, "x".repeat(LIMIT));
            assertThatThrownBy(select::executeQuery).isInstanceOf(SQLException.class);
        }
        try (Connection connection = driver.connect(server.address())) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}

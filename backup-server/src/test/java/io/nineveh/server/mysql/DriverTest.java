package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What JDBC drivers see of result sets, errors and large packets. */
class DriverTest {
    private static final int LARGE = 20 << 20;

    private final MySqlOptions options = MySqlOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final TestSessions sessions = new TestSessions(options);
    private MySqlServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MySqlServer(options, Authenticator.rootWithEmptyPassword(), sessions);
        server.start();
    }

    @AfterEach
    void everythingIsFreed() throws IOException {
        await().untilAsserted(() -> assertThat(sessions.closed).hasSameSizeAs(sessions.opened));
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void valuesComeWithTheirTypes(Driver driver) throws SQLException {
        List<ColumnDefinition> columns = List.of(
                new ColumnDefinition("flag", MySqlType.BOOLEAN),
                new ColumnDefinition("tiny", MySqlType.TINYINT),
                new ColumnDefinition("small", MySqlType.SMALLINT),
                new ColumnDefinition("whole", MySqlType.INT),
                new ColumnDefinition("big", MySqlType.BIGINT),
                new ColumnDefinition("real", MySqlType.FLOAT),
                new ColumnDefinition("double", MySqlType.DOUBLE),
                ColumnDefinition.decimal("price", 12, 2),
                new ColumnDefinition("day", MySqlType.DATE),
                new ColumnDefinition("moment", MySqlType.DATETIME),
                ColumnDefinition.text("name"),
                new ColumnDefinition("essay", MySqlType.TEXT));
        List<Optional<String>> values = IntStream.range(0, columns.size())
                .mapToObj(i -> Optional.of(List.of(
                                "1",
                                "-128",
                                "32767",
                                "-2147483648",
                                "9223372036854775807",
                                "1.5",
                                "-2.25e300",
                                "1234567890.50",
                                "2026-01-31",
                                "2026-01-31 23:59:59.123456",
                                "नीनवे 𒀭",
                                "")
                        .get(i)))
                .toList();
        List<Optional<String>> nulls =
                columns.stream().map(column -> Optional.<String>empty()).toList();
        sessions.answering("SELECT * FROM t", () -> new Outcome.Rows(columns, RowSource.of(List.of(values, nulls))));

        try (Connection connection = driver.connect(server.address());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
            ResultSetMetaData description = rows.getMetaData();
            List<Integer> types = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                assertThat(description.getColumnLabel(i))
                        .isEqualTo(columns.get(i - 1).name());
                types.add(description.getColumnType(i));
            }
            assertThat(types.subList(1, 5)).containsExactly(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);
            assertThat(types.subList(6, 11))
                    .containsExactly(Types.DOUBLE, Types.DECIMAL, Types.DATE, Types.TIMESTAMP, Types.VARCHAR);
            assertThat(description.getPrecision(8)).isEqualTo(12);
            assertThat(description.getScale(8)).isEqualTo(2);

            assertThat(rows.next()).isTrue();
            assertThat(rows.getObject("flag")).isEqualTo(true);
            assertThat(rows.getInt("tiny")).isEqualTo(-128);
            assertThat(rows.getInt("small")).isEqualTo(32767);
            assertThat(rows.getInt("whole")).isEqualTo(Integer.MIN_VALUE);
            assertThat(rows.getLong("big")).isEqualTo(Long.MAX_VALUE);
            assertThat(rows.getFloat("real")).isEqualTo(1.5f);
            assertThat(rows.getDouble("double")).isEqualTo(-2.25e300);
            assertThat(rows.getBigDecimal("price")).isEqualTo(new BigDecimal("1234567890.50"));
            assertThat(rows.getDate("day")).isEqualTo(Date.valueOf("2026-01-31"));
            assertThat(rows.getTimestamp("moment")).isEqualTo(Timestamp.valueOf("2026-01-31 23:59:59.123456"));
            assertThat(rows.getString("name")).isEqualTo("नीनवे 𒀭");
            assertThat(rows.getString("essay")).isEmpty();

            assertThat(rows.next()).isTrue();
            for (int i = 1; i <= columns.size(); i++) {
                assertThat(rows.getObject(i)).isNull();
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeTellsHowManyRows(Driver driver) throws SQLException {
        sessions.answering("INSERT INTO t VALUES ('ü', 2)", () -> new Outcome.Ok(70_000, "taken"));
        try (Connection connection = driver.connect(server.address());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO t VALUES ('ü', 2)")).isEqualTo(70_000);
            assertThat((Object) statement.getWarnings()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorHasItsCodeAndState(Driver driver) throws SQLException {
        try (Connection connection = driver.connect(server.address());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("BACKUP nothing"))
                    .isInstanceOfSatisfying(SQLException.class, error -> {
                        assertThat(error.getErrorCode()).isEqualTo(1064);
                        assertThat(error.getSQLState()).isEqualTo("42000");
                        assertThat(error.getMessage()).contains("syntax error at 'BACKUP nothing'");
                    });
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorAfterSomeRowsComesAfterThem(Driver driver) throws SQLException {
        FailingRows failing = new FailingRows();
        sessions.answering(
                "SELECT a FROM broken", () -> new Outcome.Rows(List.of(ColumnDefinition.text("a")), failing));
        try (Connection connection = driver.connect(server.address());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> {
                        try (ResultSet rows = statement.executeQuery("SELECT a FROM broken")) {
                            while (rows.next()) {
                                assertThat(rows.getString(1)).isEqualTo("first");
                            }
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getErrorCode()).isEqualTo(1105));
            assertThat(failing.closed).isTrue();
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    /** One row, then an error. */
    private static final class FailingRows implements RowSource {
        private int row;
        private volatile boolean closed;

        @Override
        public boolean next() {
            row++;
            if (row > 1) {
                throw new SqlException(ErrorCode.GENERAL, "the disk broke");
            }
            return true;
        }

        @Override
        public Optional<String> value(int column) {
            return Optional.of("first");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatementLongerThanAPacketArrivesWhole(Driver driver) throws SQLException {
        String large = "INSERT INTO t VALUES ('" + "é".repeat(LARGE / 2) + "')";
        sessions.answering(large, () -> new Outcome.Ok(1, ""));
        try (Connection connection = driver.connect(server.address());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(large)).isEqualTo(1);
        }
        assertThat(sessions.statements).singleElement().isEqualTo(large);
    }

    @ParameterizedTest
    @EnumSource
    void aRowLongerThanAPacketArrivesWhole(Driver driver) throws SQLException {
        String value = "0123456789abcdef".repeat(LARGE / 16);
        sessions.answering("SELECT a FROM large", () -> TestSessions.oneColumn("a", "small", value, "last"));
        try (Connection connection = driver.connect(server.address());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT a FROM large")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("small");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1).equals(value)).isTrue();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("last");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatTheServerWillNotPrepareIsPreparedByTheDriver(Driver driver) throws SQLException {
        sessions.answering("SELECT a FROM t WHERE b = 'x''y'", () -> TestSessions.oneColumn("a", "1"));
        sessions.answering("SELECT a FROM t WHERE b = 'x\\'y'", () -> TestSessions.oneColumn("a", "1"));
        try (Connection connection = driver.connect(server.address(), "", "root", "", "&useServerPrepStmts=true")) {
            for (int i = 0; i < 3; i++) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT a FROM t WHERE b = ?")) {
                    statement.setString(1, "x'y");
                    try (ResultSet rows = statement.executeQuery()) {
                        assertThat(rows.next()).isTrue();
                    }
                }
            }
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionPoolsFindWhatTheyNeed(Driver driver) throws SQLException {
        sessions.answering("INSERT", () -> new Outcome.Ok(1, "")).answering("USE `sales`", Outcome::ok);
        try (Connection connection = driver.connect(server.address(), "sales", "root", "", "")) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setReadOnly(true);
            connection.setReadOnly(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT");
            }
            connection.commit();
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            connection.setCatalog("sales");
            assertThat((Object) connection.getWarnings()).isNull();
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}

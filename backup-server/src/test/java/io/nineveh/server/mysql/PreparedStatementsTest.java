package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements with parameters, whoever prepares them. */
class PreparedStatementsTest {
    private static final String AWKWARD = "it's a \\ \"test\"\n\r\t%_ -- ? # /* `𒀭` नीनवे";

    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void tables() throws SQLException {
        try (SqlClient client = server.connect()) {
            client.run("CREATE DATABASE d", """
                    CREATE TABLE d.t (id BIGINT, flag BOOLEAN, small SMALLINT, big LARGEINT, price DECIMAL(38, 10),
                        real_ FLOAT, double_ DOUBLE, day DATE, moment DATETIME(6), name STRING)
                    DUPLICATE KEY (id) DISTRIBUTED BY HASH (id) BUCKETS 1""");
        }
    }

    @AfterEach
    void noTables() throws SQLException {
        try (SqlClient client = server.connect()) {
            client.run("DROP DATABASE d");
        }
    }

    private static Connection connect(DriverMode mode, String... more) throws SQLException {
        return mode.connect(server.address(), "d", String.join("", more));
    }

    @ParameterizedTest
    @EnumSource
    void parametersOfAllTypesArriveAsTheyWere(DriverMode mode) throws SQLException {
        Timestamp moment = Timestamp.valueOf("2026-01-31 23:59:59.123456");
        try (Connection connection = connect(mode);
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, Long.MIN_VALUE + 1);
            insert.setBoolean(2, true);
            insert.setShort(3, (short) -32768);
            insert.setBigDecimal(4, new BigDecimal("-170141183460469231731687303715884105727"));
            insert.setBigDecimal(5, new BigDecimal("1234567890123456789012345678.0123456789"));
            insert.setFloat(6, 1.5f);
            insert.setDouble(7, -2.25e300);
            insert.setObject(8, LocalDate.of(2026, 1, 31));
            insert.setTimestamp(9, moment);
            insert.setString(10, AWKWARD);
            assertThat(insert.executeUpdate()).isEqualTo(1);

            insert.setByte(1, (byte) -7);
            for (int i = 2; i <= 10; i++) {
                insert.setNull(i, i == 10 ? Types.VARCHAR : Types.INTEGER);
            }
            assertThat(insert.executeUpdate()).isEqualTo(1);

            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT * FROM t WHERE id = ? AND day = ? AND moment = ? AND name = ? AND flag = ? AND price > ?")) {
                select.setLong(1, Long.MIN_VALUE + 1);
                select.setDate(2, Date.valueOf("2026-01-31"));
                select.setObject(3, LocalDateTime.of(2026, 1, 31, 23, 59, 59, 123_456_000));
                select.setString(4, AWKWARD);
                select.setBoolean(5, true);
                select.setDouble(6, 0.5);
                try (ResultSet rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isEqualTo(Long.MIN_VALUE + 1);
                    assertThat(rows.getBoolean(2)).isTrue();
                    assertThat(rows.getShort(3)).isEqualTo((short) -32768);
                    assertThat(rows.getString(4)).isEqualTo("-170141183460469231731687303715884105727");
                    assertThat(rows.getBigDecimal(5))
                            .isEqualTo(new BigDecimal("1234567890123456789012345678.0123456789"));
                    assertThat(rows.getFloat(6)).isEqualTo(1.5f);
                    assertThat(rows.getDouble(7)).isEqualTo(-2.25e300);
                    assertThat(rows.getDate(8)).isEqualTo(Date.valueOf("2026-01-31"));
                    assertThat(rows.getTimestamp(9)).isEqualTo(moment);
                    assertThat(rows.getString(10)).isEqualTo(AWKWARD);
                    assertThat(rows.next()).isFalse();
                }
            }
            try (PreparedStatement select = connection.prepareStatement("SELECT * FROM t WHERE id = ?")) {
                select.setInt(1, -7);
                try (ResultSet rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    for (int i = 2; i <= 10; i++) {
                        assertThat(rows.getObject(i)).as("column %d", i).isNull();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_PREPARED", "MARIADB_PREPARED"})
    void datesAndTimesCanBeComputedWith(DriverMode mode) throws SQLException {
        try (Connection connection = connect(mode);
                PreparedStatement select =
                        connection.prepareStatement("SELECT ? + INTERVAL 1 DAY, date_trunc('month', ?),"
                                + " date_diff('day', ?, DATE '2026-02-10'), ? + INTERVAL 2 HOUR, year(?)")) {
            select.setObject(1, LocalDate.of(2026, 1, 31));
            select.setTimestamp(2, Timestamp.valueOf("2026-01-31 23:59:59.5"));
            select.setDate(3, Date.valueOf("2026-01-31"));
            select.setObject(4, LocalTime.of(21, 30));
            select.setObject(5, LocalDateTime.of(2026, 1, 31, 0, 0));
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getTimestamp(1)).isEqualTo(Timestamp.valueOf("2026-02-01 00:00:00"));
                assertThat(rows.getTimestamp(2)).isEqualTo(Timestamp.valueOf("2026-01-01 00:00:00"));
                assertThat(rows.getInt(3)).isEqualTo(10);
                assertThat(rows.getString(4)).startsWith("23:30:00");
                assertThat(rows.getInt(5)).isEqualTo(2026);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void datesGoIntoColumnsOfOtherTypesAndIntoAllStatements(DriverMode mode) throws SQLException {
        try (Connection connection = connect(mode)) {
            for (String statement : List.of(
                    "INSERT INTO t (id, day, name) VALUES (1, ?, ?)",
                    "INSERT INTO t (id, day, name) SELECT 2, ?, ?",
                    "DELETE FROM t WHERE day = ? AND id = 2 AND moment IS DISTINCT FROM ?")) {
                try (PreparedStatement write = connection.prepareStatement(statement)) {
                    write.setTimestamp(1, Timestamp.valueOf("2026-01-31 00:00:00"));
                    write.setTimestamp(2, Timestamp.valueOf("2026-01-31 12:00:00"));
                    assertThat(write.executeUpdate()).as(statement).isEqualTo(1);
                }
            }
            try (PreparedStatement create = connection.prepareStatement(
                    "CREATE TABLE p (day DATE DEFAULT ?) PARTITION BY RANGE (day) (PARTITION a VALUES LESS THAN (?))")) {
                create.setDate(1, Date.valueOf("2026-01-30"));
                create.setDate(2, Date.valueOf("2026-01-31"));
                create.execute();
            }
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT day, name FROM t WHERE day BETWEEN ? AND ?")) {
                select.setDate(1, Date.valueOf("2026-01-31"));
                select.setTimestamp(2, Timestamp.valueOf("2026-01-31 00:00:00"));
                try (ResultSet rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getDate(1)).isEqualTo(Date.valueOf("2026-01-31"));
                    assertThat(rows.getString(2)).startsWith("2026-01-31 12:00:00");
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextInjectsNothing(DriverMode mode) throws SQLException {
        try (Connection connection = connect(mode);
                PreparedStatement select = connection.prepareStatement("SELECT ? AS a, '?' AS b -- ?\n, ? AS c")) {
            for (String text : List.of("' OR 1=1 -- ", "\\' OR 1=1 #", "\\", "''", "*/ '", "$$", "?")) {
                select.setString(1, text);
                select.setString(2, "x" + text);
                try (ResultSet rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString("a")).isEqualTo(text);
                    assertThat(rows.getString("b")).isEqualTo("?");
                    assertThat(rows.getString("c")).isEqualTo("x" + text);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void parametersStandInLimitsAndInStatementsOfTheServer(DriverMode mode) throws SQLException {
        try (Connection connection = connect(mode)) {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT range FROM range(?) ORDER BY 1 LIMIT ? OFFSET ?")) {
                select.setInt(1, 100);
                select.setInt(2, 3);
                select.setInt(3, 7);
                select.setFetchSize(2);
                List<Long> values = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.BIGINT);
                    while (rows.next()) {
                        values.add(rows.getLong(1));
                    }
                }
                assertThat(values).containsExactly(7L, 8L, 9L);
            }
            try (PreparedStatement show = connection.prepareStatement("SHOW TABLES LIKE ?")) {
                show.setString(1, "t%");
                try (ResultSet rows = show.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("t");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesInsertAllRows(DriverMode mode) throws SQLException {
        for (String rewrite : List.of("false", "true")) {
            String parameter = mode.driver() == Driver.MYSQL ? "&rewriteBatchedStatements=" + rewrite : "";
            try (Connection connection = connect(mode, parameter);
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO t (id, name) VALUES (?, ?)");
                    Statement count = connection.createStatement()) {
                count.execute("USE d");
                for (int i = 0; i < 10; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "name " + i + " " + rewrite);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(10);
                try (ResultSet rows = count.executeQuery(
                        "SELECT count(*), count(DISTINCT name) FROM t WHERE name LIKE '% " + rewrite + "'")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(10);
                    assertThat(rows.getInt(2)).isEqualTo(10);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_PREPARED", "MARIADB_PREPARED"})
    void aLongTextGoesInParts(DriverMode mode) throws SQLException {
        // drivers cut a stream into parts between the halves of a character beyond the BMP: none is in this one
        String large = "é'\\न".repeat((1 << 20) / 7);
        try (Connection connection = connect(mode);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t (id, name) VALUES (?, ?)");
                PreparedStatement select = connection.prepareStatement("SELECT name FROM t WHERE id = ?")) {
            for (int i = 0; i < 2; i++) {
                insert.setInt(1, i);
                insert.setCharacterStream(2, new StringReader(large + i));
                assertThat(insert.executeUpdate()).isEqualTo(1);
                select.setInt(1, i);
                try (ResultSet rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1).equals(large + i)).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorLeavesTheStatementUsable(DriverMode mode) throws SQLException {
        try (Connection connection = connect(mode);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t (id, day) VALUES (?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "no day");
            assertThatThrownBy(insert::executeUpdate)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getMessage()).contains("column 'day'"));
            insert.setString(2, "2026-01-31");
            assertThat(insert.executeUpdate()).isEqualTo(1);
            assertThatThrownBy(() -> {
                        try (PreparedStatement wrong =
                                connection.prepareStatement("SELECT a FROM nothing WHERE b = ?")) {
                            wrong.setInt(1, 1);
                            wrong.executeQuery();
                        }
                    })
                    .isInstanceOfSatisfying(SQLException.class, error -> {
                        assertThat(error.getErrorCode()).isEqualTo(1146);
                        assertThat(error.getSQLState()).isEqualTo("42S02");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MYSQL_PREPARED")
    void aConnectionHasALimitOfPreparedStatements(DriverMode mode) throws SQLException {
        List<PreparedStatement> statements = new ArrayList<>();
        try (Connection connection = connect(mode)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 2000; i++) {
                            PreparedStatement statement = connection.prepareStatement("SELECT ?, " + i);
                            statements.add(statement);
                            statement.setInt(1, i);
                            statement.executeQuery().close();
                        }
                    })
                    .isInstanceOfSatisfying(SQLException.class, error -> {
                        assertThat(error.getErrorCode()).isEqualTo(1461);
                        assertThat(error.getSQLState()).isEqualTo("42000");
                    });
            for (PreparedStatement statement : statements) {
                statement.close();
            }
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}

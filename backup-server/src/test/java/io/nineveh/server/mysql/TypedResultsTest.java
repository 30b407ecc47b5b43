package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.server.TestServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row of all types is the same to all drivers, whether it comes as text or in the binary form. */
class TypedResultsTest {
    private static final String ALL_TYPES = """
            SELECT CAST(true AS BOOLEAN) AS flag, CAST(-128 AS TINYINT) AS tiny, CAST(-32768 AS SMALLINT) AS small,
                CAST(-2147483648 AS INT) AS whole, CAST(9223372036854775807 AS BIGINT) AS big,
                CAST('-170141183460469231731687303715884105727' AS HUGEINT) AS large,
                CAST('1234567890123456789012345678.0123456789' AS DECIMAL(38, 10)) AS price,
                CAST(1.5 AS FLOAT) AS real_, CAST(-2.25e300 AS DOUBLE) AS double_, DATE '2026-01-31' AS day,
                TIMESTAMP '2026-01-31 23:59:59.123456' AS moment, 'नीनवे 𒀭' AS name
            WHERE ? = 1""";

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

    @ParameterizedTest
    @EnumSource
    void valuesHaveTheSameClasses(DriverMode mode) throws SQLException {
        try (Connection connection = mode.connect(server.address(), "", "");
                PreparedStatement select = connection.prepareStatement(ALL_TYPES)) {
            select.setInt(1, 1);
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject("flag")).isEqualTo(true);
                assertThat(((Number) rows.getObject("tiny")).intValue()).isEqualTo(-128);
                assertThat(((Number) rows.getObject("small")).intValue()).isEqualTo(-32768);
                assertThat(rows.getObject("whole")).isEqualTo(Integer.MIN_VALUE);
                assertThat(rows.getObject("big")).isEqualTo(Long.MAX_VALUE);
                assertThat(rows.getObject("large")).isEqualTo("-170141183460469231731687303715884105727");
                assertThat(rows.getObject("price"))
                        .isEqualTo(new BigDecimal("1234567890123456789012345678.0123456789"));
                assertThat(rows.getObject("real_")).isEqualTo(1.5f);
                assertThat(rows.getObject("double_")).isEqualTo(-2.25e300);
                assertThat(rows.getObject("day")).isEqualTo(Date.valueOf("2026-01-31"));
                assertThat(rows.getTimestamp("moment")).isEqualTo(Timestamp.valueOf("2026-01-31 23:59:59.123456"));
                assertThat(rows.getObject("name")).isEqualTo("नीनवे 𒀭");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void columnsAreDescribedAlike(DriverMode mode) throws SQLException {
        try (Connection connection = mode.connect(server.address(), "", "");
                PreparedStatement select = connection.prepareStatement(ALL_TYPES)) {
            select.setInt(1, 1);
            try (ResultSet rows = select.executeQuery()) {
                ResultSetMetaData columns = rows.getMetaData();
                List<Integer> types = new ArrayList<>();
                for (int i = 2; i <= columns.getColumnCount(); i++) {
                    types.add(columns.getColumnType(i));
                    assertThat(columns.isNullable(i)).isEqualTo(ResultSetMetaData.columnNullable);
                }
                types.remove(6);
                assertThat(types)
                        .containsExactly(
                                Types.TINYINT,
                                Types.SMALLINT,
                                Types.INTEGER,
                                Types.BIGINT,
                                Types.VARCHAR,
                                Types.DECIMAL,
                                Types.DOUBLE,
                                Types.DATE,
                                Types.TIMESTAMP,
                                Types.LONGVARCHAR);
                assertThat(columns.getPrecision(7)).isEqualTo(38);
                assertThat(columns.getScale(7)).isEqualTo(10);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsHaveTheSameCodesAndStates(DriverMode mode) throws SQLException {
        try (Connection connection = mode.connect(server.address(), "", "");
                PreparedStatement select = connection.prepareStatement("SELECT a FROM nothing.t WHERE b = ?")) {
            select.setInt(1, 1);
            assertThatThrownBy(select::executeQuery).isInstanceOfSatisfying(SQLException.class, error -> {
                assertThat(error.getErrorCode()).isEqualTo(1049);
                assertThat(error.getSQLState()).isEqualTo("42000");
            });
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}

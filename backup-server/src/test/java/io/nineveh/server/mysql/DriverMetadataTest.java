package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What drivers find out about databases for the tools above them, by statements of their own. */
class DriverMetadataTest {
    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
        try (SqlClient client = server.connect()) {
            client.run(
                    "CREATE DATABASE d",
                    "CREATE DATABASE e",
                    "USE d",
                    "CREATE TABLE t (k INT NOT NULL COMMENT 'the key', amount DECIMAL(20, 5), at DATETIME(3), name VARCHAR(20) DEFAULT 'x',"
                            + " note STRING) UNIQUE KEY (k) COMMENT 'numbers'",
                    "CREATE VIEW v AS SELECT k, name FROM t");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void databasesAreCatalogs(Driver driver) throws SQLException {
        try (Connection connection = connect(driver);
                ResultSet catalogs = connection.getMetaData().getCatalogs()) {
            assertThat(column(catalogs, "TABLE_CAT")).containsExactly("d", "e");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesAndViewsAreFound(Driver driver) throws SQLException {
        try (Connection connection = connect(driver)) {
            DatabaseMetaData metadata = connection.getMetaData();
            try (ResultSet tables = metadata.getTables("d", null, "%", null)) {
                assertThat(column(tables, "TABLE_NAME")).containsExactlyInAnyOrder("t", "v");
            }
            try (ResultSet tables = metadata.getTables("d", null, "%", new String[] {"VIEW"})) {
                assertThat(column(tables, "TABLE_NAME")).containsExactly("v");
            }
            try (ResultSet tables = metadata.getTables("e", null, "%", null)) {
                assertThat(column(tables, "TABLE_NAME")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void columnsAreFoundWithTheirTypes(Driver driver) throws SQLException {
        try (Connection connection = connect(driver);
                ResultSet columns = connection.getMetaData().getColumns("d", null, "t", "%")) {
            List<String> found = new ArrayList<>();
            while (columns.next()) {
                found.add("%s %d %d"
                                .formatted(
                                        columns.getString("COLUMN_NAME"),
                                        columns.getInt("DATA_TYPE"),
                                        columns.getInt("ORDINAL_POSITION"))
                        + (columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? " NOT NULL" : ""));
            }
            assertThat(found)
                    .startsWith(
                            "k %d 1 NOT NULL".formatted(Types.INTEGER),
                            "amount %d 2".formatted(Types.DECIMAL),
                            "at %d 3".formatted(Types.TIMESTAMP),
                            "name %d 4".formatted(Types.VARCHAR))
                    .hasSize(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thereAreNoIndexesKeysAndRoutines(Driver driver) throws SQLException {
        try (Connection connection = connect(driver)) {
            DatabaseMetaData metadata = connection.getMetaData();
            try (ResultSet keys = metadata.getPrimaryKeys("d", null, "t");
                    ResultSet imported = metadata.getImportedKeys("d", null, "t");
                    ResultSet exported = metadata.getExportedKeys("d", null, "t");
                    ResultSet indexes = metadata.getIndexInfo("d", null, "t", false, false);
                    ResultSet procedures = metadata.getProcedures("d", null, "%");
                    ResultSet functions = metadata.getFunctions("d", null, "%")) {
                for (ResultSet none : List.of(keys, imported, exported, indexes, procedures, functions)) {
                    assertThat(none.next()).isFalse();
                }
            }
        }
    }

    private static Connection connect(Driver driver) throws SQLException {
        return driver.connect(server.address(), "d", "root", "", "");
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getString(name));
        }
        return values;
    }
}

package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InformationSchemaTest {
    @TempDir
    private static Path directory;

    private static TestServer server;
    private static SqlClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run(
                "CREATE DATABASE d",
                "CREATE DATABASE other",
                "USE d",
                "CREATE TABLE t (k INT NOT NULL COMMENT 'the key', amount DECIMAL(20, 5), name VARCHAR(20) DEFAULT 'x')"
                        + " UNIQUE KEY (k) COMMENT 'it''s numbers'",
                "INSERT INTO t VALUES (1, 2, 'a'), (2, 3, 'b')",
                "CREATE VIEW v AS SELECT k, name FROM t",
                "CREATE TABLE other.hidden (a INT)",
                "CREATE TABLE other.cities (name VARCHAR(9), day DATE) PARTITION BY LIST (name)"
                        + " (PARTITION a VALUES IN (\"x\", \"y\"), PARTITION b VALUES IN (\"z\"))",
                "INSERT INTO other.cities VALUES ('z', NULL)",
                "CREATE USER ann",
                "GRANT SELECT_PRIV ON d.v TO ann");
    }

    @AfterAll
    static void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void tablesAreListedWithWhatTheyHold() throws SQLException {
        assertThat(client.query("SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS, TABLE_COMMENT"
                        + " FROM information_schema.TABLES WHERE table_schema = DATABASE() ORDER BY table_name"))
                .containsExactly(
                        row(
                                "TABLE_SCHEMA",
                                "d",
                                "TABLE_NAME",
                                "t",
                                "TABLE_TYPE",
                                "BASE TABLE",
                                "ENGINE",
                                "OLAP",
                                "TABLE_ROWS",
                                "2",
                                "TABLE_COMMENT",
                                "it's numbers"),
                        row(
                                "TABLE_SCHEMA",
                                "d",
                                "TABLE_NAME",
                                "v",
                                "TABLE_TYPE",
                                "VIEW",
                                "ENGINE",
                                "View",
                                "TABLE_ROWS",
                                null,
                                "TABLE_COMMENT",
                                ""));
    }

    @Test
    void columnsOfTablesAndViewsAreListed() throws SQLException {
        assertThat(
                        client.query(
                                "SELECT CONCAT_WS(' ', table_name, column_name, ordinal_position, column_type, is_nullable,"
                                        + " column_key, column_default, numeric_scale, character_maximum_length) AS c"
                                        + " FROM `INFORMATION_SCHEMA`.`COLUMNS` WHERE TABLE_SCHEMA = 'd' ORDER BY table_name, ordinal_position"))
                .extracting(row -> row.get("c"))
                .containsExactly(
                        "t k 1 int NO UNI 0",
                        "t amount 2 decimal(20,5) YES  5",
                        "t name 3 varchar(20) YES  x 20",
                        "v k 1 int YES  0",
                        "v name 2 string YES  2147483647");
    }

    @Test
    void partitionsAreListedWithWhatTheyHold() throws SQLException {
        assertThat(
                        client.query(
                                "SELECT CONCAT_WS(' ', table_schema, table_name, partition_name, partition_ordinal_position,"
                                        + " partition_method, partition_expression, partition_description, table_rows) AS p"
                                        + " FROM information_schema.PARTITIONS ORDER BY table_schema, table_name, partition_name"))
                .extracting(row -> row.get("p"))
                .containsExactly(
                        "d t 2",
                        "other cities a 1 LIST name ((\"x\"), (\"y\")) 0",
                        "other cities b 2 LIST name ((\"z\")) 1",
                        "other hidden 0");
        assertThat(
                        client.value(
                                "SELECT count(*) FROM information_schema.partitions WHERE (data_length > 0) = (table_rows > 0)"))
                .isEqualTo("4");
    }

    @Test
    void otherTablesOfTheInformationSchemaAreThere() throws SQLException {
        assertThat(client.query("SELECT schema_name FROM information_schema.schemata ORDER BY 1"))
                .extracting(row -> row.get("SCHEMA_NAME"))
                .containsExactly("d", "other");
        assertThat(client.query("SELECT view_definition FROM information_schema.views"))
                .extracting(row -> row.get("VIEW_DEFINITION"))
                .containsExactly("SELECT k, name FROM t");
        assertThat(client.query("SELECT * FROM information_schema.engines")).hasSize(1);
        for (String empty : List.of(
                "statistics",
                "key_column_usage",
                "table_constraints",
                "referential_constraints",
                "routines",
                "parameters",
                "triggers",
                "events")) {
            assertThat(client.query("SELECT * FROM information_schema." + empty))
                    .as(empty)
                    .isEmpty();
        }
        assertThat(client.query(
                        "SELECT c.COLUMN_NAME AS c FROM information_schema.columns c JOIN t ON c.ordinal_position = t.k"
                                + " WHERE c.table_name = 't' ORDER BY 1 LIMIT 1, 1"))
                .extracting(row -> row.get("c"))
                .containsExactly("k");
    }

    @Test
    void nobodySeesMoreInItThanElsewhere() throws SQLException {
        try (SqlClient ann = server.connect("ann", "")) {
            assertThat(ann.query("SELECT table_schema, table_name FROM information_schema.tables"))
                    .containsExactly(Map.of("TABLE_SCHEMA", "d", "TABLE_NAME", "v"));
            assertThat(ann.query("SELECT DISTINCT table_name FROM information_schema.columns"))
                    .containsExactly(Map.of("TABLE_NAME", "v"));
            assertThat(ann.query("SELECT * FROM information_schema.partitions")).isEmpty();
            assertThat(ann.query("SELECT user, command, info FROM information_schema.processlist"))
                    .containsExactly(row("USER", "ann", "COMMAND", "Query", "INFO", null));
            assertThat(client.query("SELECT DISTINCT user FROM information_schema.PROCESSLIST WHERE time >= 0"))
                    .containsExactlyInAnyOrder(Map.of("USER", "ann"), Map.of("USER", "root"));
            assertThat(ann.query("SELECT schema_name FROM information_schema.schemata"))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsNotInItIsAnError() throws SQLException {
        assertThat(client.failure("SELECT * FROM information_schema.colours").code())
                .isEqualTo(1146);
        assertThat(client.failure("INSERT INTO t SELECT 1, 1, table_name FROM information_schema.tables")
                        .code())
                .isEqualTo(1146);
        assertThat(client.failure("CREATE VIEW w AS SELECT * FROM information_schema.tables")
                        .code())
                .isEqualTo(1146);
    }

    @Test
    void whatToolsWriteAsForMySqlIsUnderstood() throws SQLException {
        assertThat(client.query("SELECT LOCATE('b', 'abc') AS l, UPPER(12) AS u, CURDATE() = CURRENT_DATE AS d,"
                        + " UNIX_TIMESTAMP('1970-01-02 00:00:00+00') AS t, UNIX_TIMESTAMP() > 1700000000 AS n,"
                        + " CONVERT('12', SIGNED) AS c, 'a' COLLATE utf8mb4_general_ci = 'A' AS i FROM DUAL"))
                .containsExactly(row("l", "2", "u", "12", "d", "1", "t", "86400", "n", "1", "c", "12", "i", "1"));
        assertThat(client.query(
                        "SELECT UPPER(name) AS name FROM t HAVING name IN ('A', 'B', 'C') ORDER BY k DESC LIMIT 0, 5"))
                .extracting(row -> row.get("name"))
                .containsExactly("B", "A");
        assertThat(client.query("SELECT count(*) AS n FROM t HAVING count(*) > 5"))
                .isEmpty();
        client.run("CREATE VIEW shouted AS SELECT UPPER(k) AS k, LOCATE('b', name) AS l FROM t");
        assertThat(client.query("SELECT * FROM shouted ORDER BY k"))
                .containsExactly(Map.of("k", "1", "l", "0"), Map.of("k", "2", "l", "1"));
        client.run("DROP VIEW shouted");
    }

    @Test
    void queriesKnowWhoAsksThemAndWhere() throws SQLException {
        assertThat(
                        client.query(
                                "SELECT DATABASE() AS d, SCHEMA() AS s, CURRENT_USER AS u, CURRENT_USER() AS c, VERSION() AS v,"
                                        + " SUBSTR(USER(), 1, 5) AS r, CONNECTION_ID() > 0 AS i, LAST_INSERT_ID() AS l, count(*) AS n FROM t"))
                .containsExactly(row(
                        "d", "d", "s", "d", "u", "root@%", "c", "root@%", "v", version(), "r", "root@", "i", "1", "l",
                        "0", "n", "2"));
        try (SqlClient ann = server.connect("ann", "")) {
            assertThat(ann.query("SELECT DATABASE() IS NULL AS d, LOWER(CURRENT_USER()) AS u"))
                    .containsExactly(Map.of("d", "1", "u", "ann@%"));
        }
    }

    private static String version() throws SQLException {
        return client.query("SHOW VARIABLES LIKE 'version'").get(0).get("Value");
    }

    /** As a Map, but with NULL. */
    private static Map<String, String> row(String... namesAndValues) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}

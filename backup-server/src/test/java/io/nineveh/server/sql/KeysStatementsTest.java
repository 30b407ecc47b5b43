package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables with keys of each kind, and what changes rows in them. */
class KeysStatementsTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run("CREATE DATABASE shop", "USE shop", """
                CREATE TABLE customers (id BIGINT NOT NULL, day DATE NOT NULL, name VARCHAR(50), since DATETIME DEFAULT CURRENT_TIMESTAMP)
                UNIQUE KEY (id, day)
                PARTITION BY RANGE (day) (PARTITION old VALUES LESS THAN ("2026-01-01"), PARTITION new VALUES LESS THAN MAXVALUE)
                DISTRIBUTED BY HASH (id) BUCKETS 2
                PROPERTIES ("enable_unique_key_merge_on_write" = "true")
                """, """
                CREATE TABLE visits (page VARCHAR(20), hits BIGINT SUM DEFAULT "0", first DATE MIN, last DATE MAX, note STRING REPLACE, mark INT REPLACE_IF_NOT_NULL COMMENT "kept")
                AGGREGATE KEY (page)
                """);
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    private void load() throws SQLException {
        assertThat(
                        client.run(
                                "INSERT INTO customers (id, day, name) VALUES (1, '2025-05-05', 'Ann'), (2, '2026-02-02', 'Ben'), (1, '2025-05-05', 'Anna')"))
                .isEqualTo(3);
        client.run(
                "INSERT INTO customers (id, day, name) VALUES (2, '2026-02-02', 'Benjamin'), (3, '2026-03-03', 'Cem')",
                "INSERT INTO visits VALUES ('/a', 2, '2026-01-02', '2026-01-02', 'x', 7), ('/a', 3, '2026-01-01', '2026-01-01', 'y', NULL)",
                "INSERT INTO visits (page, note) VALUES ('/a', NULL), ('/b', 'z')");
    }

    @Test
    void rowsWithEqualKeysBecomeOne() throws SQLException {
        load();

        assertThat(names()).containsExactly("Anna", "Benjamin", "Cem");
        assertThat(client.query("SELECT page, hits, first, last, note, mark FROM visits ORDER BY page"))
                .extracting(row -> String.join(
                        " ",
                        row.values().stream()
                                .map(value -> value == null ? "NULL" : value)
                                .toList()))
                .containsExactly("/a 5 2026-01-01 2026-01-02 NULL 7", "/b 0 NULL NULL z NULL");
    }

    private List<String> names() throws SQLException {
        return client.query("SELECT name FROM customers ORDER BY id, day").stream()
                .map(row -> row.get("name"))
                .toList();
    }

    @Test
    void theyComeBackFromABackup() throws Exception {
        load();
        client.run(
                "CREATE REPOSITORY archive WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("archive")),
                "BACKUP SNAPSHOT s TO archive");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        client.run(
                "INSERT INTO customers (id, day, name) VALUES (1, '2025-05-05', 'Zoe')",
                "INSERT INTO visits (page, hits) VALUES ('/a', 100)",
                "RESTORE SNAPSHOT s FROM archive");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");

        assertThat(names()).containsExactly("Anna", "Benjamin", "Cem");
        assertThat(client.value("SELECT hits FROM visits WHERE page = '/a'")).isEqualTo("5");
        client.run(
                "INSERT INTO visits (page, hits) VALUES ('/a', 1)",
                "CREATE DATABASE other",
                "USE other",
                "RESTORE SNAPSHOT s FROM archive");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(names()).containsExactly("Anna", "Benjamin", "Cem");
        assertThat(client.value("SELECT hits FROM shop.visits WHERE page = '/a'"))
                .isEqualTo("6");
        client.run("DROP TABLE visits", "CREATE TABLE visits (page VARCHAR(20), hits BIGINT MAX) AGGREGATE KEY (page)");
        client.run("RESTORE SNAPSHOT s FROM archive ON (visits)");
        assertThat(client.awaitJob("SHOW RESTORE").get("Status"))
                .contains("column 2 is hits BIGINT MAX NULL here and hits BIGINT SUM NULL in the snapshot");
    }

    @Test
    void whatIsShownMakesTheSameTableAgain() throws SQLException {
        for (String table : List.of("customers", "visits")) {
            String text = client.query("SHOW CREATE TABLE " + table).get(0).get("Create Table");
            client.run("DROP TABLE " + table, text);
            assertThat(client.query("SHOW CREATE TABLE " + table).get(0)).containsEntry("Create Table", text);
        }
        assertThat(client.query("SHOW CREATE TABLE visits").get(0).get("Create Table"))
                .contains(
                        "`hits` BIGINT SUM NULL DEFAULT \"0\"",
                        "`mark` INT REPLACE_IF_NOT_NULL NULL COMMENT \"kept\"",
                        "AGGREGATE KEY(`page`)",
                        "DISTRIBUTED BY HASH(`page`) BUCKETS 10");
        assertThat(client.query("SHOW CREATE TABLE customers").get(0).get("Create Table"))
                .contains("UNIQUE KEY(`id`, `day`)", "`since` DATETIME NULL DEFAULT CURRENT_TIMESTAMP");
        assertThat(client.query("DESC visits"))
                .extracting(row -> row.get("Extra"))
                .containsExactly("", "SUM", "MIN", "MAX", "REPLACE", "REPLACE_IF_NOT_NULL");
    }

    @Test
    void rowsAreDeletedAndUpdated() throws SQLException {
        load();

        assertThat(client.run("UPDATE customers SET name = concat(name, ', ', 'jr.'), since = NULL WHERE id IN (1, 3)"))
                .isEqualTo(2);
        assertThat(names()).containsExactly("Anna, jr.", "Benjamin", "Cem, jr.");
        assertThat(client.run("DELETE FROM customers PARTITION new WHERE name LIKE '%jr.'"))
                .isEqualTo(1);
        assertThat(names()).containsExactly("Anna, jr.", "Benjamin");
        assertThat(client.run("DELETE FROM shop.customers WHERE since IS NULL OR (name = 'Benjamin')"))
                .isEqualTo(2);
        assertThat(client.value("SELECT count(*) FROM customers")).isEqualTo("0");
        assertThat(client.run("DELETE FROM visits WHERE page = '/none'")).isZero();
        assertThat(client.query("SHOW PARTITIONS FROM customers"))
                .extracting(row -> row.get("VisibleVersion"))
                .containsExactly("4", "6");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE FROM customers WHERE nothing = 1                     | nothing
            DELETE FROM customers WHERE id IN (SELECT 1 FROM visits)    | the WHERE of DELETE cannot read tables
            DELETE FROM customers PARTITION p WHERE true                | Unknown partition 'p'
            DELETE FROM customers                                       | Syntax error
            DELETE FROM customers WHERE (1) UNION SELECT 1 WHERE (1     | Syntax error
            UPDATE customers SET id = 1 WHERE true                      | 'id' is a key column
            UPDATE customers SET name = 1, NAME = 2 WHERE true          | Column 'name' specified twice
            UPDATE visits SET hits = 1 WHERE true                       | Only unique table could be updated
            UPDATE customers SET name = 'a'                             | Syntax error
            """)
    void whatMakesNoSenseChangesNothing(String statement, String complaint) throws SQLException {
        load();

        assertThat(client.failure(statement).message()).containsIgnoringCase(complaint);
        assertThat(names()).containsExactly("Anna", "Benjamin", "Cem");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (a INT, b INT) AGGREGATE KEY (a)                                    | AGG_KEYS table should specify aggregate type for non-key column[b]
            (a INT, b INT SUM) UNIQUE KEY (a)                                   | UNIQUE_KEYS table should not specify aggregate type for non-key column[b]
            (a INT, b INT SUM) DUPLICATE KEY (a)                                | DUP_KEYS table should not specify aggregate type for non-key column[b]
            (a INT SUM, b INT SUM) AGGREGATE KEY (a)                            | Key column 'a' cannot have an aggregation
            (a INT, b STRING SUM) AGGREGATE KEY (a)                             | cannot have the aggregation SUM
            (a INT, b JSON MAX) AGGREGATE KEY (a)                               | cannot have the aggregation MAX
            (a STRING, b INT) UNIQUE KEY (a)                                    | cannot be a key
            (a INT, b INT) UNIQUE KEY (b)                                       | Key columns must be the first columns
            (a INT, b INT) UNIQUE KEY (a) DISTRIBUTED BY HASH (b) BUCKETS 1     | Distribution column[b] is not key column
            (a INT, b INT) UNIQUE KEY (a) DISTRIBUTED BY RANDOM BUCKETS 1       | should not contain random distribution desc
            (a INT, b INT REPLACE) AGGREGATE KEY (a) DISTRIBUTED BY RANDOM      | should not contain random distribution desc
            (a INT, b INT) UNIQUE KEY (a) PARTITION BY RANGE (b) ()             | Partition column[b] is not key column
            (a INT, b INT) UNIQUE KEY (a) PROPERTIES ("function_column.sequence_col" = "b") | function_column.sequence_col
            (a INT SUM)                                                         | The table has no key column
            """)
    void keysThatMakeNoSenseAreRefused(String definition, String complaint) throws SQLException {
        assertThat(client.failure("CREATE TABLE t " + definition).message()).contains(complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a INT, b INT, c INT, d INT                  | DUPLICATE KEY(`a`, `b`, `c`)
            a VARCHAR(5), b INT                         | DUPLICATE KEY(`a`)
            a INT, b VARCHAR(5), c INT                  | DUPLICATE KEY(`a`, `b`)
            a LARGEINT, b LARGEINT, c BIGINT            | DUPLICATE KEY(`a`, `b`)
            a CHAR(40), b INT                           | DUPLICATE KEY(`a`)
            a INT, b CHAR(40)                           | DUPLICATE KEY(`a`)
            a INT, b DOUBLE, c INT                      | DUPLICATE KEY(`a`)
            a INT, b DATE, c BIGINT SUM                 | AGGREGATE KEY(`a`, `b`)
            """)
    void withoutAKeyClauseTheKeyIsWhatDorisMakesIt(String columns, String key) throws SQLException {
        client.run("CREATE TABLE t (%s)".formatted(columns));

        assertThat(client.query("SHOW CREATE TABLE t").get(0).get("Create Table"))
                .contains(key + "\n");
    }

    @Test
    void aTableThatOnlyAddsUpMayScatterItsRows() throws SQLException {
        client.run("CREATE TABLE t (a INT, b INT SUM) AGGREGATE KEY (a) DISTRIBUTED BY RANDOM BUCKETS 4");
        for (int i = 0; i < 5; i++) {
            client.run("INSERT INTO t VALUES (1, 1), (1, 10)");
        }

        assertThat(client.query("SELECT * FROM t")).isEqualTo(List.of(Map.of("a", "1", "b", "55")));
    }
}

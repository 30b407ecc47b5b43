package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlterColumnsTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run("CREATE DATABASE shop", "USE shop", """
                CREATE TABLE t (day DATE, id INT, name VARCHAR(10), amount INT NOT NULL DEFAULT "5" COMMENT "old")
                DUPLICATE KEY (day, id)
                PARTITION BY RANGE (day) (PARTITION p1 VALUES LESS THAN ("2026-02-01"), PARTITION p2 VALUES LESS THAN MAXVALUE)
                DISTRIBUTED BY HASH (id) BUCKETS 2
                """, """
                CREATE TABLE a (id INT, hits BIGINT SUM) AGGREGATE KEY (id) DISTRIBUTED BY HASH (id) BUCKETS 1
                """);
        client.run(
                "INSERT INTO t VALUES ('2026-01-01', 1, 'one', 10), ('2026-02-02', 2, NULL, 20)",
                "INSERT INTO a VALUES (1, 7), (1, 8)");
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    private List<String> rows(String query) throws SQLException {
        return client.query(query).stream()
                .map(row -> String.join(
                        "|", row.values().stream().map(String::valueOf).toList()))
                .toList();
    }

    @Test
    void columnsAreAddedDroppedModifiedAndRenamed() throws SQLException {
        client.run(
                "ALTER TABLE t ADD COLUMN city STRING DEFAULT \"x\" AFTER id, ADD COLUMN (a INT, b DECIMAL(5, 2) NOT NULL DEFAULT \"1.5\"), DROP COLUMN name",
                "ALTER TABLE t MODIFY COLUMN amount BIGINT NULL DEFAULT \"7\" COMMENT \"new\", RENAME COLUMN a c");

        assertThat(rows("SELECT * FROM t ORDER BY day"))
                .containsExactly("2026-01-01|1|x|10|null|1.50", "2026-02-02|2|x|20|null|1.50");
        assertThat(client.query("SHOW CREATE TABLE t").get(0).get("Create Table"))
                .contains(
                        "`city` STRING NULL DEFAULT \"x\",\n  `amount` BIGINT NULL DEFAULT \"7\" COMMENT \"new\",\n  `c` INT NULL,\n  `b` DECIMAL(5,2) NOT NULL DEFAULT \"1.5");
        client.run("INSERT INTO t (day, id) VALUES ('2026-01-03', 3)");
        assertThat(rows("SELECT * FROM t WHERE id = 3")).containsExactly("2026-01-03|3|x|7|null|1.50");
        client.run(
                "ALTER TABLE a ADD COLUMN last DATE MAX, ADD COLUMN kind INT KEY DEFAULT \"0\"",
                "INSERT INTO a VALUES (1, 0, 1, '2026-01-01')");
        assertThat(rows("SELECT * FROM a")).containsExactly("1|0|16|2026-01-01");
    }

    @Test
    void theOldColumnsComeBackFromABackup() throws Exception {
        client.run(
                "CREATE REPOSITORY archive WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("archive")),
                "BACKUP SNAPSHOT before TO archive ON (t)");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        client.run(
                "ALTER TABLE t DROP COLUMN name, ADD COLUMN other INT DEFAULT \"1\"",
                "RESTORE SNAPSHOT before FROM archive");
        assertThat(client.awaitJob("SHOW RESTORE").get("Status")).contains("column 3");
        client.run("BACKUP SNAPSHOT after TO archive ON (t)");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        client.run("DROP TABLE t", "RESTORE SNAPSHOT after FROM archive");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(rows("SELECT * FROM t ORDER BY day")).containsExactly("2026-01-01|1|10|1", "2026-02-02|2|20|1");
        client.run("RESTORE SNAPSHOT before FROM archive ON (t AS old)");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(rows("SELECT * FROM old ORDER BY day"))
                .containsExactly("2026-01-01|1|one|10", "2026-02-02|2|null|20");
    }

    @Test
    void itLastsOverARestart() throws Exception {
        client.run("ALTER TABLE t RENAME COLUMN name title");
        client.close();
        server.restart();
        client = server.connect();

        assertThat(rows("SELECT title FROM shop.t ORDER BY day")).containsExactly("one", "null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE t ADD COLUMN id INT                         | Duplicate column name 'id'
            ALTER TABLE t ADD COLUMN x INT NOT NULL                 | NOT NULL and needs a DEFAULT
            ALTER TABLE t ADD COLUMN x INT AFTER y                  | Unknown column 'y'
            ALTER TABLE t ADD COLUMN x INT FIRST                    | Key columns must be the first columns
            ALTER TABLE t ADD COLUMN x INT SUM                      | should not specify aggregate type
            ALTER TABLE t ADD COLUMN x INT DEFAULT "y"              | Invalid value 'y'
            ALTER TABLE t DROP COLUMN x                             | Unknown column 'x'
            ALTER TABLE t DROP COLUMN day                           | divides the rows
            ALTER TABLE t RENAME COLUMN id x                        | divides the rows
            ALTER TABLE t MODIFY COLUMN name INT                    | Could not convert
            ALTER TABLE t MODIFY COLUMN name VARCHAR(2)             | column 'name' has values that are too long
            ALTER TABLE t MODIFY COLUMN name VARCHAR(10) NOT NULL   | column 'name' has NULL values
            ALTER TABLE t MODIFY COLUMN name VARCHAR(10) KEY        | is neither a KEY nor aggregated
            ALTER TABLE a DROP COLUMN id                            | divides the rows
            ALTER TABLE a ADD COLUMN x INT                          | should specify aggregate type
            ALTER TABLE a MODIFY COLUMN hits BIGINT MAX             | is SUM; write the same
            """)
    void whatCannotBeIsRefusedAndChangesNothing(String statement, String complaint) throws SQLException {
        assertThat(client.failure(statement).message()).contains(complaint);
        assertThat(rows("SELECT * FROM t ORDER BY day")).containsExactly("2026-01-01|1|one|10", "2026-02-02|2|null|20");
        assertThat(rows("SELECT * FROM a")).containsExactly("1|15");
    }
}

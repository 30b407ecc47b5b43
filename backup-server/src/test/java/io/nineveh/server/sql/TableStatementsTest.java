package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableStatementsTest {
    @TempDir
    private static Path directory;

    private static TestServer server;
    private SqlClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        client = server.connect();
        client.run("CREATE DATABASE d", "USE d");
    }

    @AfterEach
    void disconnect() throws SQLException {
        client.run("DROP DATABASE d");
        client.close();
    }

    @Test
    void whatShowCreateTableShowsMakesTheSameTableAgain() throws SQLException {
        client.run("""
                CREATE TABLE t (`date` DATETIME(3) NOT NULL, `the key` INT NULL DEFAULT "7" COMMENT "a \\"key\\"",
                    c CHAR(2) DEFAULT 'x', j JSON, l LARGEINT)
                DUPLICATE KEY (`date`, `the key`) COMMENT "all"
                PARTITION BY RANGE (`date`) (
                    PARTITION p0 VALUES LESS THAN ("2026-01-01"),
                    FROM ("2026-01-01") TO ("2026-03-15") INTERVAL 1 MONTH,
                    PARTITION p9 VALUES LESS THAN MAXVALUE)
                DISTRIBUTED BY HASH (`the key`) BUCKETS 2 PROPERTIES ("replication_num" = "1")
                """);
        String text = client.query("SHOW CREATE TABLE t").get(0).get("Create Table");
        assertThat(client.query("SHOW PARTITIONS FROM t"))
                .extracting(row -> row.get("PartitionName"))
                .containsExactly("p0", "p_202601", "p_202602", "p_202603", "p9");
        client.run("DROP TABLE t", text);
        assertThat(client.query("SHOW CREATE TABLE t").get(0)).containsEntry("Create Table", text);
    }

    @Test
    void aTableIsDescribed() throws SQLException {
        client.run("CREATE TABLE t (a INT NOT NULL DEFAULT '3', b STRING)");
        assertThat(client.query("DESC t").get(0))
                .isEqualTo(
                        Map.of("Field", "a", "Type", "INT", "Null", "No", "Key", "true", "Default", "3", "Extra", ""));
        assertThat(client.query("DESC d.t").get(1))
                .containsEntry("Null", "Yes")
                .containsEntry("Key", "false")
                .containsEntry("Default", null);
    }

    @Test
    void partitionsComeAndGo() throws SQLException {
        client.run(
                "CREATE TABLE t (a INT) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (10))"
                        + " DISTRIBUTED BY HASH (a) BUCKETS 2",
                "INSERT INTO t VALUES (1), (2)");
        assertThat(client.failure("INSERT INTO t VALUES (15)").message()).contains("15");
        client.run(
                "ALTER TABLE t ADD PARTITION q VALUES [(10), (20))",
                "ALTER TABLE t ADD PARTITION IF NOT EXISTS q VALUES [(10), (20))",
                "INSERT INTO t PARTITION (q) (a) VALUES (15)");
        List<Map<String, String>> partitions = client.query("SHOW PARTITIONS FROM t");
        assertThat(partitions).extracting(row -> row.get("RowCount")).containsExactly("2", "1");
        assertThat(partitions.get(1))
                .containsEntry("Range", "[(\"10\"), (\"20\"))")
                .containsEntry("VisibleVersion", "2")
                .containsEntry("Buckets", "2");
        client.run("ALTER TABLE t DROP PARTITION p", "ALTER TABLE t DROP PARTITION IF EXISTS p");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("15");
    }

    @Test
    void tabletsAndSizesAreShown() throws SQLException {
        client.run("CREATE TABLE t (a INT) DISTRIBUTED BY RANDOM BUCKETS 3", "INSERT INTO t VALUES (1), (2), (3)");
        assertThat(client.query("SHOW TABLETS FROM t"))
                .hasSize(3)
                .extracting(row -> Integer.parseInt(row.get("RowCount")))
                .satisfies(rows -> assertThat(
                                rows.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(3));
        assertThat(client.query("SHOW DATA"))
                .extracting(row -> row.get("TableName"), row -> row.get("RowCount"))
                .containsExactly(tuple("t", "3"), tuple("Total", "3"), tuple("Quota", "\\N"), tuple("Left", "\\N"));
        assertThat(client.query("SHOW DATA FROM t"))
                .extracting(
                        row -> row.get("TableName"),
                        row -> row.get("IndexName"),
                        row -> row.get("ReplicaCount"),
                        row -> row.get("RowCount"))
                .containsExactly(tuple("t", "t", "3", "3"), tuple("", "Total", "3", ""));
    }

    @Test
    void listsCanBeNarrowed() throws SQLException {
        client.run("CREATE TABLE one (a INT)", "CREATE TABLE two (a INT)", "CREATE DATABASE IF NOT EXISTS d");
        assertThat(client.query("SHOW TABLES LIKE 't%'")).containsExactly(Map.of("Tables_in_d", "two"));
        assertThat(client.query("SHOW DATABASES LIKE 'd'")).containsExactly(Map.of("Database", "d"));
    }

    @Test
    void aQueryKeepsTypesAndNulls() throws SQLException {
        client.run(
                "CREATE TABLE t (b BOOLEAN, i TINYINT, l LARGEINT, d DECIMAL(5, 2), t DATETIME, s STRING)",
                "INSERT INTO t VALUES (true, -5, 170141183460469231731687303715884105727, 1.5, '2026-01-31 23:59:59', 'ä')",
                "INSERT INTO t (i) SELECT 7");
        List<Map<String, String>> rows = client.query("SELECT * FROM t ORDER BY i");
        assertThat(rows.get(0))
                .containsEntry("l", "170141183460469231731687303715884105727")
                .containsEntry("d", "1.50")
                .containsEntry("s", "ä");
        assertThat(rows.get(0).get("t")).startsWith("2026-01-31 23:59:59");
        assertThat(rows.get(1)).containsEntry("b", null).containsEntry("t", null);
    }

    @Test
    void aTableThatIsThereAlreadyStaysAsItIs() throws SQLException {
        client.run("CREATE TABLE t (a INT)", "CREATE TABLE IF NOT EXISTS t (b INT)");
        assertThat(client.query("DESC t")).extracting(row -> row.get("Field")).containsExactly("a");
        client.run("DROP TABLE t", "DROP TABLE IF EXISTS t", "DROP DATABASE IF EXISTS nowhere");
    }
}

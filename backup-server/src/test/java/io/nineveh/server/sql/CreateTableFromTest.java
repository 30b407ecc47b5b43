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

/** Tables that are made from others. */
class CreateTableFromTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run(
                "CREATE DATABASE shop",
                "CREATE DATABASE other",
                "USE shop",
                """
                CREATE TABLE orders (day DATE, id INT, amount DECIMAL(10, 2), note STRING)
                UNIQUE KEY (day, id) COMMENT "all"
                PARTITION BY RANGE (day) (PARTITION p1 VALUES LESS THAN ("2026-02-01"), PARTITION p2 VALUES LESS THAN MAXVALUE)
                DISTRIBUTED BY HASH (id) BUCKETS 2
                """,
                "CREATE TABLE plain (a INT)",
                "INSERT INTO orders VALUES ('2026-01-01', 1, 10.5, 'a'), ('2026-03-01', 2, 20, NULL)");
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    private String text(String table) throws SQLException {
        String text = client.query("SHOW CREATE TABLE " + table).get(0).get("Create Table");
        return text.substring(text.indexOf('('));
    }

    @Test
    void likeAnotherTableWithoutItsRows() throws SQLException {
        client.run("CREATE TABLE other.copy LIKE orders", "CREATE TABLE plain2 LIKE shop.plain");

        assertThat(text("other.copy")).isEqualTo(text("orders"));
        assertThat(text("plain2")).isEqualTo(text("plain"));
        assertThat(client.value("SELECT count(*) FROM other.copy")).isEqualTo("0");
        client.run("INSERT INTO plain2 VALUES (1)");
        assertThat(client.value("SELECT count(*) FROM plain")).isEqualTo("0");
        client.run("CREATE TABLE IF NOT EXISTS plain LIKE orders");
        assertThat(client.failure("CREATE TABLE plain LIKE orders").message()).contains("already exists");
        assertThat(client.failure("CREATE TABLE x LIKE missing").message()).contains("missing");
    }

    @Test
    void asAQueryWithItsRows() throws SQLException {
        assertThat(
                        client.run(
                                "CREATE TABLE sums AS SELECT day, sum(amount) AS total, count(*) AS n FROM orders GROUP BY day"))
                .isEqualTo(2);
        assertThat(client.query("DESC sums"))
                .extracting(row -> row.get("Field") + " " + row.get("Type"))
                .containsExactly("day DATE", "total DECIMAL(38,2)", "n BIGINT");
        assertThat(client.value("SELECT sum(total) FROM sums")).isEqualTo("30.50");
        client.run("""
                CREATE TABLE other.u (k, v) UNIQUE KEY (k) COMMENT "two" DISTRIBUTED BY HASH (k) BUCKETS 1 PROPERTIES ("a" = "b")
                AS WITH w AS (SELECT id, note FROM orders) SELECT * FROM w
                """);
        assertThat(text("other.u")).contains("`k` INT NULL,\n  `v` STRING NULL", "UNIQUE KEY(`k`)", "COMMENT \"two\"");
        assertThat(client.value("SELECT count(*) FROM other.u")).isEqualTo("2");
        assertThat(client.run("CREATE TABLE IF NOT EXISTS sums AS SELECT 1 AS a"))
                .isZero();
    }

    @Test
    void withoutTheRowsThereIsNoTable() throws SQLException {
        for (String statement : List.of(
                "CREATE TABLE t (a) AS SELECT 1, 2",
                "CREATE TABLE t AS SELECT 1 AS a, 2 AS A",
                "CREATE TABLE t AS SELECT * FROM missing",
                "CREATE TABLE t AS SELECT CAST(note AS INT) AS a FROM orders WHERE note = 'a'",
                "CREATE TABLE t PARTITION BY LIST (a) (PARTITION p VALUES IN (1)) AS SELECT 2 AS a")) {
            client.failure(statement);
            assertThat(client.query("SHOW TABLES LIKE 't'")).isEmpty();
        }
    }

    @Test
    void aSourceWithoutADatabaseIsInTheChosenOne() throws SQLException {
        client.run(
                "CREATE TABLE other.orders LIKE orders", "INSERT INTO other.orders SELECT * FROM orders WHERE id = 1");

        assertThat(client.value("SELECT count(*) FROM other.orders")).isEqualTo("1");
    }

    @Test
    void aTableTakesThePlaceOfAnother() throws Exception {
        client.run("CREATE TABLE next LIKE plain", "INSERT INTO plain VALUES (1)", "INSERT INTO next VALUES (2)");

        client.run("ALTER TABLE plain REPLACE WITH TABLE next");
        assertThat(client.value("SELECT a FROM plain")).isEqualTo("2");
        assertThat(client.value("SELECT a FROM next")).isEqualTo("1");
        client.run("ALTER TABLE shop.plain REPLACE WITH TABLE next PROPERTIES (\"swap\" = \"false\")");
        assertThat(client.value("SELECT a FROM plain")).isEqualTo("1");
        assertThat(client.query("SHOW TABLES LIKE 'next'")).isEmpty();
        client.close();
        server.restart();
        client = server.connect();
        assertThat(client.value("SELECT a FROM shop.plain")).isEqualTo("1");
        client.run("USE shop");
        for (String refused : List.of(
                "ALTER TABLE plain REPLACE WITH TABLE plain",
                "ALTER TABLE plain REPLACE WITH TABLE missing",
                "ALTER TABLE missing REPLACE WITH TABLE plain",
                "ALTER TABLE plain REPLACE WITH TABLE orders PROPERTIES (\"swap\" = \"maybe\")",
                "ALTER TABLE plain REPLACE WITH TABLE orders PROPERTIES (\"other\" = \"true\")")) {
            client.failure(refused);
        }
        assertThat(client.value("SELECT a FROM plain")).isEqualTo("1");
        assertThat(client.value("SELECT count(*) FROM orders")).isEqualTo("2");
    }

    @Test
    void anIntervalOfNumbersMakesPartitions() throws SQLException {
        client.run("CREATE TABLE n (a INT) PARTITION BY RANGE (a) (FROM (-5) TO (20) INTERVAL 10)");

        assertThat(client.query("SHOW PARTITIONS FROM n"))
                .extracting(row -> row.get("PartitionName") + " " + row.get("Range"))
                .containsExactly("p__5 [(\"-5\"), (\"5\"))", "p_5 [(\"5\"), (\"15\"))", "p_15 [(\"15\"), (\"20\"))");
        assertThat(client.failure(
                                "CREATE TABLE m (a DATE) PARTITION BY RANGE (a) (FROM (\"2026-01-01\") TO (\"2026-02-01\") INTERVAL 10)")
                        .message())
                .contains("write a unit");
        assertThat(client.failure("CREATE TABLE m (a INT) PARTITION BY RANGE (a) (FROM (1) TO (1) INTERVAL 10)")
                        .message())
                .contains("makes no partition");
    }
}

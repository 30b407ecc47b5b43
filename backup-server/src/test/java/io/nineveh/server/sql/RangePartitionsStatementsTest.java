package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangePartitionsStatementsTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run("CREATE DATABASE shop", "USE shop");
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void maxvalueIsAboveAllValuesOfItsColumn() throws SQLException {
        client.run("""
                CREATE TABLE t (day DATE, id INT)
                PARTITION BY RANGE (day, id) (
                    PARTITION p1 VALUES LESS THAN ("2026-01-01", MAXVALUE),
                    PARTITION p2 VALUES LESS THAN ("2026-01-02", "5"),
                    PARTITION p3 VALUES [("2026-01-02", "5"), ("2026-01-02", MAXVALUE)),
                    PARTITION p4 VALUES LESS THAN (MAXVALUE, 7))
                """, """
                INSERT INTO t VALUES
                    (NULL, NULL), ('2026-01-01', NULL), ('2026-01-01', 2147483647),
                    ('2026-01-02', 4), ('2026-01-02', 5), ('2026-01-02', 2147483647), ('2026-01-03', 0)
                """);

        assertThat(client.query("SHOW PARTITIONS FROM t"))
                .extracting(row -> row.get("PartitionName") + " " + row.get("Range") + " " + row.get("RowCount"))
                .containsExactly(
                        "p1 [(MINVALUE), (\"2026-01-01\", MAXVALUE)) 3",
                        "p2 [(\"2026-01-01\", MAXVALUE), (\"2026-01-02\", \"5\")) 1",
                        "p3 [(\"2026-01-02\", \"5\"), (\"2026-01-02\", MAXVALUE)) 2",
                        "p4 [(\"2026-01-02\", MAXVALUE), (MAXVALUE)) 1");
        assertIsMadeAgain();
    }

    @Test
    void whatIsShownMakesAGapAgain() throws SQLException {
        client.run(
                "CREATE TABLE t (id INT) PARTITION BY RANGE (id) (PARTITION p1 VALUES LESS THAN (10), "
                        + "PARTITION p2 VALUES LESS THAN (20), PARTITION p3 VALUES LESS THAN (MAXVALUE))",
                "ALTER TABLE t DROP PARTITION p2");

        assertIsMadeAgain();
        assertThat(client.failure("INSERT INTO t VALUES (15)").message())
                .contains("no partition of table 't' takes (15)");
    }

    private void assertIsMadeAgain() throws SQLException {
        String text = client.query("SHOW CREATE TABLE t").get(0).get("Create Table");
        client.run("DROP TABLE t", text);
        assertThat(client.query("SHOW CREATE TABLE t").get(0)).containsEntry("Create Table", text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PARTITION p VALUES [(MAXVALUE), (MAXVALUE))                                                  | cannot begin at MAXVALUE
            PARTITION p VALUES [("2026-01-01", MAXVALUE), ("2026-01-01", 5))                             | empty range
            PARTITION p VALUES LESS THAN ("2026-01-01", MAXVALUE, 3)                                     | more values than there are partition columns
            PARTITION p VALUES LESS THAN ("2026-01-02"), PARTITION q VALUES [("2026-01-01", MAXVALUE), ("2026-01-05")) | is intersected with
            """)
    void whatMakesNoSenseIsRefused(String partitions, String complaint) throws SQLException {
        assertThat(client.failure("CREATE TABLE t (day DATE, id INT) PARTITION BY RANGE (day, id) (%s)"
                                .formatted(partitions))
                        .message())
                .contains(complaint);
    }
}

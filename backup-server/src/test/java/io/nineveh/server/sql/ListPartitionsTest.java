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

class ListPartitionsTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run("CREATE DATABASE shop", "USE shop", """
                CREATE TABLE cities (country VARCHAR(4), city VARCHAR(50), people INT)
                DUPLICATE KEY (country)
                PARTITION BY LIST (country) (
                    PARTITION alps VALUES IN ("AT", "CH"),
                    PARTITION north VALUES IN ("DK", "it's"))
                DISTRIBUTED BY HASH (city) BUCKETS 2
                """, """
                CREATE TABLE visits (day DATE, id INT, note STRING)
                PARTITION BY LIST (day, id) (
                    PARTITION p1 VALUES IN (("2026-01-01", 1), ("2026-01-01", "2")),
                    PARTITION p2 VALUES IN (("2026-01-02", 1)))
                """);
        client.run(
                "INSERT INTO cities VALUES ('CH', 'Bern', 1), ('AT', 'Wien', 2), ('it''s', 'x', 3), ('DK', 'Aarhus', 4)");
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void aRowGoesToThePartitionThatHasItsValue() throws SQLException {
        client.run("INSERT INTO visits VALUES ('2026-01-01', 2, 'a'), ('2026-01-02', 1, 'b')");

        assertThat(rowCounts("cities")).containsExactly("2", "2");
        assertThat(rowCounts("visits")).containsExactly("1", "1");
        assertThat(client.failure("INSERT INTO cities VALUES ('CH', 'Chur', 1), ('FR', 'Paris', 2)")
                        .message())
                .contains("no partition of table 'cities' takes (FR); there are: alps ((\"AT\"), (\"CH\"))");
        assertThat(client.failure("INSERT INTO cities VALUES (NULL, 'nowhere', 1)")
                        .message())
                .contains("takes (NULL)");
        assertThat(client.failure("INSERT INTO visits VALUES ('2026-01-02', 2, 'c')")
                        .message())
                .contains("takes (2026-01-02, 2)");
        assertThat(client.value("SELECT count(*) FROM cities")).isEqualTo("4");
    }

    private List<String> rowCounts(String table) throws SQLException {
        return client.query("SHOW PARTITIONS FROM " + table).stream()
                .map(row -> row.get("RowCount"))
                .toList();
    }

    @Test
    void partitionsAreAddedAndDropped() throws SQLException {
        client.run(
                "ALTER TABLE cities ADD PARTITION west VALUES IN (\"FR\")",
                "ALTER TABLE cities ADD PARTITION IF NOT EXISTS west VALUES IN (\"FR\")",
                "INSERT INTO cities VALUES ('FR', 'Paris', 2)",
                "ALTER TABLE cities DROP PARTITION north");

        assertThat(client.query("SHOW PARTITIONS FROM cities"))
                .extracting(row -> row.get("PartitionName") + " " + row.get("Range"))
                .containsExactly("alps ((\"AT\"), (\"CH\"))", "west ((\"FR\"))");
        assertThat(client.value("SELECT count(*) FROM cities")).isEqualTo("3");
    }

    @Test
    void whatIsShownMakesTheSameTableAgain() throws SQLException {
        for (String table : List.of("cities", "visits")) {
            String text = client.query("SHOW CREATE TABLE " + table).get(0).get("Create Table");
            client.run("DROP TABLE " + table, text);
            assertThat(client.query("SHOW CREATE TABLE " + table).get(0)).containsEntry("Create Table", text);
        }
    }

    @Test
    void nullIsAValueOfAList() throws Exception {
        client.run(
                """
                CREATE TABLE orders (region VARCHAR(4), kind INT, id INT)
                PARTITION BY LIST (region, kind) (
                    PARTITION p1 VALUES IN (("EU", NULL), ("NULL", 1)),
                    PARTITION p2 VALUES IN ((NULL, NULL)))
                """,
                "INSERT INTO orders VALUES ('EU', NULL, 1), ('NULL', 1, 2), (NULL, NULL, 3)",
                "CREATE REPOSITORY archive WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("archive")),
                "BACKUP SNAPSHOT s TO archive ON (orders)");

        assertThat(rowCounts("orders")).containsExactly("2", "1");
        assertThat(client.failure("INSERT INTO orders VALUES (NULL, 1, 4)").message())
                .contains("takes (NULL, 1)");
        String text = client.query("SHOW CREATE TABLE orders").get(0).get("Create Table");
        assertThat(text).contains("PARTITION `p1` VALUES IN ((\"EU\", NULL), (\"NULL\", \"1\"))");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        client.run("DROP TABLE orders", "RESTORE SNAPSHOT s FROM archive");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(client.query("SHOW CREATE TABLE orders").get(0)).containsEntry("Create Table", text);
        assertThat(rowCounts("orders")).containsExactly("2", "1");
        client.run("DROP TABLE orders", text);
        assertThat(client.query("SHOW CREATE TABLE orders").get(0)).containsEntry("Create Table", text);
    }

    @Test
    void aPartitionIsRestoredIntoTheTableThatIsThere() throws Exception {
        client.run(
                "CREATE REPOSITORY archive WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("archive")),
                "BACKUP SNAPSHOT s TO archive ON (cities PARTITION (alps))");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        client.run(
                "DELETE FROM cities WHERE true",
                "ALTER TABLE cities ADD PARTITION west VALUES IN (\"FR\")",
                "RESTORE SNAPSHOT s FROM archive ON (cities)");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");

        assertThat(rowCounts("cities")).containsExactlyInAnyOrder("2", "0", "0");
        assertThat(client.query("SELECT city FROM cities ORDER BY city"))
                .extracting(row -> row.get("city"))
                .containsExactly("Bern", "Wien");
        client.run(
                "ALTER TABLE cities DROP PARTITION alps",
                "ALTER TABLE cities ADD PARTITION mountains VALUES IN (\"NP\", \"CH\")",
                "RESTORE SNAPSHOT s FROM archive ON (cities)");
        assertThat(client.awaitJob("SHOW RESTORE").get("Status"))
                .contains("Partition alps in table cities has conflict range with existing ranges");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN (1, 1))                 | has the value [1] twice
            CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN (1), PARTITION q VALUES IN (01)) | The value [1] of partition 'q' is in partition 'p' already
            CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN (1), PARTITION p VALUES IN (2)) | Duplicate partition name p
            CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN ((1, 2)))               | is not one for each of the 1 partition columns
            CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN ("x"))                  | Invalid value 'x' for column 'a'
            CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES LESS THAN (1))             | write PARTITION name VALUES IN
            CREATE TABLE t (a INT) PARTITION BY RANGE (a) (PARTITION p VALUES IN (1))                   | write PARTITION name VALUES LESS THAN
            CREATE TABLE t (a INT, b DOUBLE) PARTITION BY LIST (b) (PARTITION p VALUES IN (1))          | of type DOUBLE cannot be a partition column
            CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN (MAXVALUE))             | MAXVALUE
            CREATE TABLE t (a INT NOT NULL) PARTITION BY LIST (a) (PARTITION p VALUES IN (NULL))        | Column 'a' is NOT NULL
            CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN (NULL), PARTITION q VALUES IN (NULL)) | The value [NULL] of partition 'q'
            ALTER TABLE cities ADD PARTITION p VALUES IN ("CH")                                         | is in partition 'alps' already
            """)
    void whatMakesNoSenseIsRefused(String statement, String complaint) throws SQLException {
        assertThat(client.failure(statement).message()).contains(complaint);
    }
}

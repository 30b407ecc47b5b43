package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporaryPartitionsTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run("CREATE DATABASE shop", "USE shop", """
                CREATE TABLE orders (day INT NOT NULL, id INT) DUPLICATE KEY (day)
                PARTITION BY RANGE (day) (
                    PARTITION p1 VALUES [("0"), ("10")),
                    PARTITION p2 VALUES [("10"), ("20")),
                    PARTITION p3 VALUES [("20"), ("30")))
                DISTRIBUTED BY HASH (id) BUCKETS 2
                """, "INSERT INTO orders VALUES (1, 1), (11, 2), (21, 3)");
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    private List<String> partitions(String show) throws SQLException {
        return client.query(show + " FROM orders").stream()
                .map(row -> "%s %s %s".formatted(row.get("PartitionName"), row.get("RowCount"), row.get("Range")))
                .toList();
    }

    private String ids() throws SQLException {
        return client.value("SELECT group_concat(id ORDER BY id) FROM orders");
    }

    @Test
    void rowsAreSeenOnceTheirPartitionReplacesAnother() throws SQLException {
        client.run(
                "ALTER TABLE orders ADD TEMPORARY PARTITION t1 VALUES [(\"0\"), (\"10\"))",
                "ALTER TABLE orders ADD TEMPORARY PARTITION IF NOT EXISTS t1 VALUES [(\"0\"), (\"10\"))",
                "INSERT INTO orders TEMPORARY PARTITION (t1) VALUES (5, 10), (6, 11)");
        assertThat(ids()).isEqualTo("1,2,3");
        assertThat(partitions("SHOW TEMPORARY PARTITIONS")).containsExactly("t1 2 [(\"0\"), (\"10\"))");
        assertThat(partitions("SHOW PARTITIONS")).hasSize(3);
        assertThat(client.query("SHOW CREATE TABLE orders").get(0).get("Create Table"))
                .doesNotContain("t1");

        client.run("ALTER TABLE orders REPLACE PARTITION (p1) WITH TEMPORARY PARTITION (t1)");

        assertThat(ids()).isEqualTo("2,3,10,11");
        assertThat(partitions("SHOW TEMPORARY PARTITIONS")).isEmpty();
        assertThat(partitions("SHOW PARTITIONS"))
                .containsExactly("p1 2 [(\"0\"), (\"10\"))", "p2 1 [(\"10\"), (\"20\"))", "p3 1 [(\"20\"), (\"30\"))");
    }

    @Test
    void rowsCanBeReadBeforeTheyReplaceOthers() throws SQLException {
        client.run(
                "ALTER TABLE orders ADD TEMPORARY PARTITION t1 VALUES [(\"0\"), (\"10\"))",
                "INSERT INTO orders TEMPORARY PARTITION (t1) VALUES (5, 10), (6, 11)");

        assertThat(client.value("SELECT sum(id) FROM orders TEMPORARY PARTITION (t1)"))
                .isEqualTo("21");
        assertThat(
                        client.value(
                                "SELECT sum(n.id - o.id) FROM orders TEMPORARY PARTITION (t1) AS n, shop.orders PARTITION (p1) o"))
                .isEqualTo("19");
        assertThat(client.failure("SELECT * FROM orders PARTITION (t1)").message())
                .contains("Unknown partition 't1' in table 'orders'");
        assertThat(client.failure("SELECT * FROM orders TEMPORARY PARTITION (p1)")
                        .message())
                .contains("Unknown temporary partition 'p1' in table 'orders'");
    }

    @Test
    void viewsReadSinglePartitionsToo() throws SQLException {
        client.run(
                "CREATE DATABASE other",
                "CREATE TABLE other.orders (day INT) PARTITION BY LIST (day) (PARTITION p1 VALUES IN (\"7\"))",
                "INSERT INTO other.orders VALUES (7)",
                "CREATE VIEW early AS SELECT day FROM orders PARTITION (p1)",
                "CREATE VIEW early_too AS SELECT day FROM shop.orders PARTITIONS (p1, p2)",
                "USE other");

        assertThat(client.value("SELECT group_concat(day ORDER BY day) FROM shop.early"))
                .isEqualTo("1");
        assertThat(client.value("SELECT group_concat(day ORDER BY day) FROM shop.early_too"))
                .isEqualTo("1,11");
        assertThat(client.query("SHOW CREATE VIEW shop.early_too").get(0).get("Create View"))
                .contains("SELECT day FROM orders PARTITIONS (p1, p2)");
        assertThat(client.value("SELECT count(*) FROM shop.early, other.orders PARTITION (p1)"))
                .isEqualTo("1");
        assertThat(client.failure("SELECT count(*) FROM shop.early, orders PARTITION (p1)")
                        .message())
                .contains("partitions of the same names of another table", "write the database in front of it");
    }

    @Test
    void whoMayNotReadATableMayNotReadAPartitionOfIt() throws SQLException {
        client.run("CREATE USER 'ann' IDENTIFIED BY 'x'", "CREATE TABLE hers (a INT)");
        client.run("GRANT SELECT_PRIV ON shop.hers TO 'ann'");
        try (SqlClient ann = server.connect("ann", "x")) {
            assertThat(ann.failure("SELECT * FROM shop.orders PARTITION (p1)").message())
                    .contains("denied")
                    .contains("orders");
            assertThat(ann.value("SELECT count(*) FROM shop.hers PARTITION (hers)"))
                    .isEqualTo("0");
        }
    }

    @Test
    void severalReplaceSeveral() throws SQLException {
        client.run(
                "ALTER TABLE orders ADD TEMPORARY PARTITION t VALUES [(\"0\"), (\"20\"))",
                "INSERT INTO orders TEMPORARY PARTITION (t) SELECT day, id + 100 FROM orders WHERE day < 20",
                "ALTER TABLE orders REPLACE PARTITION (p2, p1) WITH TEMPORARY PARTITION (t)");
        assertThat(partitions("SHOW PARTITIONS"))
                .containsExactly("t 2 [(\"0\"), (\"20\"))", "p3 1 [(\"20\"), (\"30\"))");
        assertThat(ids()).isEqualTo("3,101,102");

        client.run(
                "ALTER TABLE orders ADD TEMPORARY PARTITION s VALUES [(\"20\"), (\"30\"))",
                "ALTER TABLE orders REPLACE PARTITION (p3) WITH TEMPORARY PARTITION (s) PROPERTIES (\"use_temp_partition_name\" = \"true\")");
        assertThat(partitions("SHOW PARTITIONS"))
                .containsExactly("t 2 [(\"0\"), (\"20\"))", "s 0 [(\"20\"), (\"30\"))");
    }

    @Test
    void otherRowsAreTakenOnlyIfThatIsMeant() throws SQLException {
        client.run("ALTER TABLE orders ADD TEMPORARY PARTITION t VALUES [(\"22\"), (\"40\"))");
        assertThat(client.failure("ALTER TABLE orders REPLACE PARTITION (p3) WITH TEMPORARY PARTITION (t)")
                        .message())
                .contains("take other rows than those they replace", "\"strict_range\" = \"false\"");
        assertThat(client.failure(
                                "ALTER TABLE orders REPLACE PARTITION (p2) WITH TEMPORARY PARTITION (t) PROPERTIES (\"strict_range\" = \"false\")")
                        .message())
                .contains("Temporary partition 't' takes rows of partition 'p3', which stays");
        assertThat(ids()).isEqualTo("1,2,3");

        client.run(
                "ALTER TABLE orders REPLACE PARTITION (p3) WITH TEMPORARY PARTITION (t) PROPERTIES (\"strict_range\" = \"false\")");

        assertThat(partitions("SHOW PARTITIONS")).last().isEqualTo("p3 0 [(\"22\"), (\"40\"))");
        assertThat(ids()).isEqualTo("1,2");
    }

    @Test
    void listsOfValuesAreReplacedToo() throws SQLException {
        client.run(
                "CREATE TABLE cities (name VARCHAR(9)) PARTITION BY LIST (name) (PARTITION a VALUES IN (\"x\", \"y\"), PARTITION b VALUES IN (\"z\"))",
                "INSERT INTO cities VALUES ('x'), ('z')",
                "ALTER TABLE cities ADD TEMPORARY PARTITION t VALUES IN (\"y\", \"z\", \"x\")");
        assertThat(client.failure("ALTER TABLE cities REPLACE PARTITION (a) WITH TEMPORARY PARTITION (t)")
                        .message())
                .contains("take other rows");
        client.run(
                "INSERT INTO cities TEMPORARY PARTITION t VALUES ('y')",
                "ALTER TABLE cities REPLACE PARTITION (a, b) WITH TEMPORARY PARTITION (t)");
        assertThat(client.value("SELECT group_concat(name) FROM cities")).isEqualTo("y");
    }

    @Test
    void rowsOfFilesAreLoaded() throws Exception {
        Files.createDirectories(server.files("in"));
        Files.writeString(server.files("in/x"), "1\t7\n12\t8\n");
        client.run("ALTER TABLE orders ADD TEMPORARY PARTITION t VALUES [(\"0\"), (\"10\"))");
        client.run(
                "LOAD LABEL l (DATA INFILE(\"%1$s\") INTO TABLE orders TEMPORARY PARTITION (t), DATA INFILE(\"%1$s\") INTO TABLE orders) WITH LOCAL PROPERTIES (\"max_filter_ratio\" = \"0.5\")"
                        .formatted(server.location("in/x")));
        assertThat(client.awaitJob("SHOW LOAD"))
                .containsEntry("State", "FINISHED")
                .containsEntry("EtlInfo", "unselected.rows=0; dpp.abnorm.ALL=1; dpp.norm.ALL=3");
        assertThat(partitions("SHOW TEMPORARY PARTITIONS")).containsExactly("t 1 [(\"0\"), (\"10\"))");
        assertThat(ids()).isEqualTo("1,2,3,7,8");
    }

    @Test
    void theyGoWithTheTableAndAtItsTruncation() throws Exception {
        client.run(
                "ALTER TABLE orders ADD TEMPORARY PARTITION t VALUES LESS THAN (\"5\")",
                "ALTER TABLE orders ADD TEMPORARY PARTITION u VALUES LESS THAN (\"9\")",
                "INSERT INTO orders TEMPORARY PARTITION (t, u) VALUES (1, 1), (7, 2)");
        assertThat(partitions("SHOW TEMPORARY PARTITIONS"))
                .containsExactly("t 1 [(MINVALUE), (\"5\"))", "u 1 [(\"5\"), (\"9\"))");
        client.run("ALTER TABLE orders DROP TEMPORARY PARTITION u", "TRUNCATE TABLE orders PARTITION (p1)");
        assertThat(partitions("SHOW TEMPORARY PARTITIONS")).hasSize(1);
        client.run("ALTER TABLE orders RENAME bought", "INSERT INTO bought TEMPORARY PARTITION (t) VALUES (2, 3)");
        client.run("ALTER TABLE bought RENAME orders", "TRUNCATE TABLE orders");
        assertThat(partitions("SHOW TEMPORARY PARTITIONS")).isEmpty();
        client.run("ALTER TABLE orders ADD TEMPORARY PARTITION t VALUES LESS THAN (\"5\")", "DROP TABLE orders FORCE");
        assertThat(tablets()).isEmpty();
    }

    private List<Path> tablets() throws IOException {
        try (Stream<Path> files = Files.walk(server.files("../data/tablets/data"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theyAreThereAfterARestart() throws Exception {
        client.run(
                "ALTER TABLE orders ADD TEMPORARY PARTITION t VALUES [(\"0\"), (\"10\"))",
                "INSERT INTO orders TEMPORARY PARTITION (t) VALUES (5, 10)");
        client.close();
        server.close();
        server = TestServer.in(directory);
        client = server.connect();
        client.run("USE shop", "ALTER TABLE orders REPLACE PARTITION (p1) WITH TEMPORARY PARTITION (t)");
        assertThat(ids()).isEqualTo("2,3,10");
    }

    @Test
    void backupAndRestoreRefuseThem() throws Exception {
        client.run(
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("repository")),
                "CREATE TABLE other (a INT)",
                "BACKUP SNAPSHOT shop.s TO r");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
        client.run("ALTER TABLE orders ADD TEMPORARY PARTITION t VALUES LESS THAN (\"5\")");
        for (String what : List.of("", "ON (orders)", "ON (orders PARTITION (p1))", "EXCLUDE (other)")) {
            assertThat(client.failure("BACKUP SNAPSHOT shop.s2 TO r " + what).message())
                    .contains("Do not support backup table with temp partitions: table 'orders' has [t]");
        }
        assertThat(client.failure("BACKUP SNAPSHOT shop.s2 TO r ON (orders TEMPORARY PARTITION (t))")
                        .message())
                .contains("Do not support backuping temp partitions");
        String timestamp = client.query("SHOW SNAPSHOT ON r").get(0).get("Timestamp");
        String properties = " PROPERTIES (\"backup_timestamp\" = \"%s\")".formatted(timestamp);
        assertThat(client.failure("RESTORE SNAPSHOT shop.s FROM r ON (orders TEMPORARY PARTITION (t))" + properties)
                        .message())
                .contains("Do not support restoring temporary partitions");
        assertThat(client.failure("RESTORE SNAPSHOT shop.s FROM r" + properties).message())
                .contains("Do not support restoring table with temp partitions: table 'orders' has [t]");
        client.run("BACKUP SNAPSHOT shop.s2 TO r EXCLUDE (orders)");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
        client.run("RESTORE SNAPSHOT shop.s FROM r ON (orders AS again)" + properties);
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("State", "FINISHED");
        assertThat(client.query("SHOW TEMPORARY PARTITIONS FROM again")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE orders ADD TEMPORARY PARTITION p1 VALUES [("5"), ("9"))           | Duplicate partition name p1
            ALTER TABLE orders ADD PARTITION t VALUES LESS THAN ("50")                    | Duplicate partition name t
            ALTER TABLE orders RENAME PARTITION p1 t                                      | Partition name[t] is already used
            ALTER TABLE orders ADD TEMPORARY PARTITION u VALUES [("0"), ("3"))            | of partition 'u' is intersected with
            ALTER TABLE orders DROP TEMPORARY PARTITION p1                                | Unknown temporary partition 'p1'
            ALTER TABLE orders DROP PARTITION t                                           | Unknown partition 't'
            INSERT INTO orders PARTITION (t) VALUES (1, 1)                                | Unknown partition 't'
            INSERT INTO orders TEMPORARY PARTITION (p1) VALUES (1, 1)                     | Unknown temporary partition 'p1'
            INSERT INTO orders TEMPORARY PARTITION (t) VALUES (7, 1)                      | no partition of table 'orders' takes (7)
            ALTER TABLE orders REPLACE PARTITION (p1, p1) WITH TEMPORARY PARTITION (t)    | Partition 'p1' is named twice
            ALTER TABLE orders REPLACE PARTITION (p1) WITH PARTITION (t)                  | write WITH TEMPORARY PARTITION
            ALTER TABLE orders REPLACE PARTITION (p1) WITH TEMPORARY PARTITION (t) PROPERTIES ("a" = "b") | does not take [a]
            ALTER TABLE orders REPLACE PARTITION (p1) WITH TEMPORARY PARTITION (t) PROPERTIES ("strict_range" = "x") | "strict_range" is "true" or "false"
            ALTER TABLE orders ADD COLUMN c INT                                           | while table 'orders' has temporary partitions
            TRUNCATE TABLE orders TEMPORARY PARTITION (t)                                 | TEMPORARY PARTITION is not supported here
            DELETE FROM orders PARTITION (t) WHERE id = 1                                 | Unknown partition 't'
            """)
    void whatCannotBeIsRefused(String statement, String message) throws SQLException {
        client.run("ALTER TABLE orders ADD TEMPORARY PARTITION t VALUES LESS THAN (\"5\")");
        assertThat(client.failure(statement).message()).contains(message);
        assertThat(ids()).isEqualTo("1,2,3");
    }
}

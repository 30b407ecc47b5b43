package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoPartitionsTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run("CREATE DATABASE shop", "USE shop", """
                CREATE TABLE orders (id INT, day DATE NOT NULL)
                AUTO PARTITION BY RANGE (date_trunc(`day`, 'month')) ()
                DISTRIBUTED BY HASH (id) BUCKETS 2
                """, """
                CREATE TABLE visits (city VARCHAR(200), kind INT, note STRING)
                AUTO PARTITION BY LIST (city, kind) (PARTITION first VALUES IN (("Rome", 1)))
                """);
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void loadsMakeTheMonthsThatTheyNeed() throws SQLException {
        client.run(
                "INSERT INTO orders VALUES (1, '2026-02-28'), (2, '2026-01-15'), (3, '2026-02-01')",
                "INSERT INTO orders VALUES (4, '2026-02-03'), (5, '2025-12-31'), (6, '9999-12-31')");

        assertThat(partitions("orders"))
                .containsExactly(
                        "p20251201000000 1 [(\"2025-12-01\"), (\"2026-01-01\"))",
                        "p20260101000000 1 [(\"2026-01-01\"), (\"2026-02-01\"))",
                        "p20260201000000 3 [(\"2026-02-01\"), (\"2026-03-01\"))",
                        "p99991201000000 1 [(\"9999-12-01\"), (MAXVALUE))");
        assertThat(client.value("SELECT group_concat(id ORDER BY id) FROM orders"))
                .isEqualTo("1,2,3,4,5,6");
    }

    private List<String> partitions(String table) throws SQLException {
        return client.query("SHOW PARTITIONS FROM " + table).stream()
                .map(row -> "%s %s %s".formatted(row.get("PartitionName"), row.get("RowCount"), row.get("Range")))
                .toList();
    }

    @Test
    void loadsMakeAPartitionForEachNewValue() throws SQLException {
        client.run(
                "INSERT INTO visits VALUES ('Rome', 1, 'a'), ('Rome', -2, 'b'), (NULL, 1, 'c'), ('x''y', NULL, 'd')");
        client.run("INSERT INTO visits SELECT city, kind, concat(note, '2') FROM visits");

        assertThat(client.query("SHOW PARTITIONS FROM visits").stream()
                        .map(row -> row.get("PartitionName") + " " + row.get("RowCount")))
                .containsExactlyInAnyOrder("first 2", "pRome42d22 2", "pX11 2", "px27y3X 2");
        assertThat(client.value("SELECT count(*) FROM visits WHERE kind IS NULL"))
                .isEqualTo("2");
    }

    @Test
    void namesAreShortAndDifferent() throws SQLException {
        String city = "x".repeat(150);
        client.run("INSERT INTO visits VALUES ('%1$s', 1, 'a'), ('%1$s', 2, 'b'), ('a-b', 1, 'c'), ('a2db', 1, 'd')"
                .formatted(city));

        List<String> names = client.query("SHOW PARTITIONS FROM visits").stream()
                .map(row -> row.get("PartitionName"))
                .toList();
        assertThat(names).hasSize(5).doesNotHaveDuplicates().allMatch(name -> name.length() <= 64);
        client.run("INSERT INTO visits PARTITION (%s) VALUES ('a-b', 1, 'e')".formatted("pa2db311"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            year    | 2026-01-01 00:00:00 | 2027-01-01 00:00:00
            quarter | 2026-04-01 00:00:00 | 2026-07-01 00:00:00
            month   | 2026-05-01 00:00:00 | 2026-06-01 00:00:00
            WEEK    | 2026-05-18 00:00:00 | 2026-05-25 00:00:00
            day     | 2026-05-20 00:00:00 | 2026-05-21 00:00:00
            hour    | 2026-05-20 13:00:00 | 2026-05-20 14:00:00
            minute  | 2026-05-20 13:14:00 | 2026-05-20 13:15:00
            second  | 2026-05-20 13:14:15 | 2026-05-20 13:14:16
            """)
    void unitsAreThoseOfDateTrunc(String unit, String from, String to) throws SQLException {
        client.run(
                "CREATE TABLE times (t DATETIME(3) NOT NULL) AUTO PARTITION BY RANGE (date_trunc(t, '%s')) ()"
                        .formatted(unit),
                "INSERT INTO times VALUES ('2026-05-20 13:14:15.678')");

        assertThat(partitions("times").get(0))
                .isEqualTo("p%s 1 [(\"%s\"), (\"%s\"))".formatted(from.replaceAll("\\D", ""), from, to));
    }

    @Test
    void momentsWithFractionsAreValuesOfTheirOwn() throws SQLException {
        client.run(
                "CREATE TABLE moments (t DATETIME(3), whole DATETIME) AUTO PARTITION BY LIST (t, whole) ()",
                "INSERT INTO moments VALUES ('2026-01-01 00:00:00.5', '2026-01-01 00:00:00'), ('2026-01-01 00:00:00.25', '2026-01-01 00:00:00'), ('2026-01-01 00:00:00', NULL)",
                "INSERT INTO moments SELECT * FROM moments");
        assertThat(client.query("SHOW PARTITIONS FROM moments"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsEntry("RowCount", "2"));
    }

    @Test
    void aTableWrittenAsAStatementIsTheSame() throws SQLException {
        client.run("INSERT INTO orders VALUES (1, '2026-02-28')", "INSERT INTO visits VALUES (NULL, 3, 'a')");

        for (String table : List.of("orders", "visits")) {
            String text = client.query("SHOW CREATE TABLE " + table).get(0).get("Create Table");
            client.run("DROP TABLE " + table, text);
            assertThat(client.query("SHOW CREATE TABLE " + table).get(0)).containsEntry("Create Table", text);
            client.run("CREATE TABLE %1$s_copy LIKE %1$s".formatted(table));
        }

        client.run(
                "INSERT INTO orders_copy VALUES (1, '2026-03-28')", "INSERT INTO visits_copy VALUES ('Bern', 4, '')");
        assertThat(client.query("SHOW CREATE TABLE orders").get(0).get("Create Table"))
                .contains("AUTO PARTITION BY RANGE(date_trunc(`day`, 'month'))");
        assertThat(client.query("SHOW PARTITIONS FROM orders_copy")).hasSize(2);
    }

    @Test
    void aLoadThatIsRefusedLeavesNothingElse() throws SQLException {
        assertThat(client.failure("INSERT INTO orders PARTITION (p) VALUES (1, '2026-02-28')")
                        .message())
                .contains("Unknown partition 'p'");
        client.run("INSERT INTO orders VALUES (1, '2026-02-28')");
        assertThat(client.failure("INSERT INTO orders PARTITION (p20260201000000) VALUES (2, '2026-03-01')")
                        .message())
                .contains("no partition of table 'orders' takes (2026-03-01)");
        assertThat(client.failure("INSERT INTO orders VALUES (2, NULL)").message())
                .contains("Column 'day' cannot be null");
        String days = IntStream.range(0, 2_001)
                .mapToObj(i -> "(%d, 'x%d')".formatted(i, i))
                .collect(Collectors.joining(", "));
        assertThat(client.failure("INSERT INTO visits (kind, city) VALUES " + days)
                        .message())
                .contains("The rows need 2001 more partitions, and table 'visits' has 1: there may be 2000");
        assertThat(client.query("SHOW PARTITIONS FROM orders")).hasSize(1);
        assertThat(client.query("SHOW PARTITIONS FROM visits")).hasSize(1);
    }

    @Test
    void rowsOfFilesGetPartitionsUnlessTooManyAreBad() throws Exception {
        Files.createDirectories(server.files("in"));
        Files.writeString(server.files("in/orders.csv"), "1\t2026-02-28\nx\t2026-03-01\n2\t\\N\n3\t2026-01-01\n");
        String load =
                "LOAD LABEL %s (DATA INFILE(\"%s\") INTO TABLE orders%s) WITH LOCAL PROPERTIES (\"max_filter_ratio\" = \"%s\")";
        String file = server.location("in/orders.csv");

        client.run(load.formatted("strict", file, "", "0.4"));
        assertThat(client.awaitJob("SHOW LOAD WHERE LABEL = \"strict\"")).containsEntry("State", "CANCELLED");
        assertThat(client.query("SHOW PARTITIONS FROM orders")).isEmpty();

        client.run(load.formatted("lax", file, "", "0.5"));
        assertThat(client.awaitJob("SHOW LOAD WHERE LABEL = \"lax\""))
                .containsEntry("State", "FINISHED")
                .containsEntry("EtlInfo", "unselected.rows=0; dpp.abnorm.ALL=2; dpp.norm.ALL=2");
        assertThat(partitions("orders"))
                .containsExactly(
                        "p20260101000000 1 [(\"2026-01-01\"), (\"2026-02-01\"))",
                        "p20260201000000 1 [(\"2026-02-01\"), (\"2026-03-01\"))");

        Files.writeString(server.files("in/orders.csv"), "4\t2026-05-05\n5\t2026-02-02\n");
        client.run(load.formatted("one", file, " PARTITION (p20260201000000)", "0.5"));
        assertThat(client.awaitJob("SHOW LOAD WHERE LABEL = \"one\""))
                .containsEntry("State", "FINISHED")
                .containsEntry("EtlInfo", "unselected.rows=0; dpp.abnorm.ALL=1; dpp.norm.ALL=1");
        assertThat(client.query("SHOW PARTITIONS FROM orders")).hasSize(2);
    }

    @Test
    void manyLoadsAtOnceMakeEachPartitionOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Long>> loads = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String insert = "INSERT INTO shop.orders VALUES (%d, '2026-%02d-01')".formatted(i, i / 4 + 1);
                loads.add(threads.submit(() -> {
                    try (SqlClient other = server.connect()) {
                        return other.run(insert);
                    }
                }));
            }
            for (Future<Long> load : loads) {
                load.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(client.query("SHOW PARTITIONS FROM orders"))
                .extracting(row -> row.get("RowCount"))
                .containsExactly("4", "4", "4");
    }

    @Test
    void aRestoredTableStillMakesPartitions() throws Exception {
        client.run(
                "INSERT INTO orders VALUES (1, '2026-02-28')",
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("repository")),
                "BACKUP SNAPSHOT shop.s TO r ON (orders)");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
        String timestamp = client.query("SHOW SNAPSHOT ON r").get(0).get("Timestamp");
        client.run("RESTORE SNAPSHOT shop.s FROM r ON (orders AS again) PROPERTIES (\"backup_timestamp\" = \"%s\")"
                .formatted(timestamp));
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("State", "FINISHED");

        client.run("INSERT INTO again VALUES (2, '2026-03-01')");

        assertThat(client.query("SHOW PARTITIONS FROM again"))
                .extracting(row -> row.get("PartitionName"))
                .containsExactly("p20260201000000", "p20260301000000");
    }

    @Test
    void partitionsOfOnesOwnAreKept() throws SQLException {
        client.run(
                "ALTER TABLE orders ADD PARTITION early VALUES LESS THAN (\"2026-01-01\")",
                "INSERT INTO orders VALUES (1, '2020-05-05'), (2, '2026-02-28')",
                "ALTER TABLE orders DROP PARTITION p20260201000000",
                "ALTER TABLE orders ADD PARTITION half VALUES [(\"2026-02-15\"), (\"2026-03-01\"))",
                "INSERT INTO orders VALUES (2, '2026-02-28')");

        assertThat(partitions("orders"))
                .containsExactly(
                        "early 1 [(MINVALUE), (\"2026-01-01\"))", "half 1 [(\"2026-02-15\"), (\"2026-03-01\"))");
        assertThat(client.failure("INSERT INTO orders VALUES (3, '2026-02-01')").message())
                .contains("p20260201000000", "half");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (d DATE) AUTO PARTITION BY RANGE (date_trunc(d, 'month')) ()          | doesn't support NULL column
            (d INT NOT NULL) AUTO PARTITION BY RANGE (date_trunc(d, 'month')) ()  | DATE or DATETIME, and 'd' is INT
            (d DATE NOT NULL) AUTO PARTITION BY RANGE (d) ()                      | write AUTO PARTITION BY RANGE (date_trunc(d, 'month')) ()
            (d DATE NOT NULL) AUTO PARTITION BY RANGE (date_trunc(d, 'moth')) ()  | Unknown unit 'moth' of date_trunc: there are [YEAR
            (d DATE NOT NULL) AUTO PARTITION BY RANGE (date_ceil(d, 'month')) ()  | AUTO PARTITION BY RANGE (date_ceil(…)) is not supported
            (d DATE NOT NULL) AUTO PARTITION BY RANGE (date_trunc(e, 'month')) () | Unknown column 'e'
            (d DATE NOT NULL) AUTO PARTITION BY RANGE (date_trunc(d, 'day')) () PROPERTIES ("dynamic_partition.enable" = "true", "dynamic_partition.time_unit" = "DAY", "dynamic_partition.end" = "1", "dynamic_partition.prefix" = "p") | Can't use Dynamic Partition and Auto Partition at the same time
            """)
    void whatCannotBeIsRefused(String table, String message) throws SQLException {
        assertThat(client.failure("CREATE TABLE t " + table).message()).contains(message);
    }
}

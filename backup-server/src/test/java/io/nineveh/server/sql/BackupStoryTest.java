package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupStoryTest {
    private static final String SUMS = "SELECT count(*) AS n, sum(amount) AS s FROM ";

    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run("CREATE DATABASE shop", "USE shop", """
                CREATE TABLE orders (day DATE NOT NULL, id BIGINT, amount DECIMAL(10, 2), note VARCHAR(50))
                DUPLICATE KEY (day, id)
                PARTITION BY RANGE (day) (
                    PARTITION january VALUES LESS THAN ("2026-02-01"),
                    PARTITION february VALUES LESS THAN ("2026-03-01"))
                DISTRIBUTED BY HASH (id) BUCKETS 3
                PROPERTIES ("replication_num" = "1")
                """);
        assertThat(client.run("INSERT INTO orders VALUES ('2026-01-05', 1, 10.50, 'a'), ('2026-01-06', 2, 20, NULL),"
                        + " ('2026-02-01', 3, 30.25, 'it''s')"))
                .isEqualTo(3);
        client.run("CREATE REPOSITORY archive WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("archive")));
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void aDroppedTableComesBackAsItWasAtTheBackup() throws Exception {
        backUp();
        client.run("INSERT INTO orders VALUES ('2026-02-02', 4, 1000, 'too late')", "DROP TABLE orders");
        assertThat(client.query("SHOW TABLES")).isEmpty();

        client.run("RESTORE SNAPSHOT shop.monday FROM archive ON (orders) PROPERTIES (\"backup_timestamp\" = \"%s\")"
                .formatted(timestamp()));
        Map<String, String> job = client.awaitJob("SHOW RESTORE FROM shop");
        assertThat(job)
                .containsEntry("State", "FINISHED")
                .containsEntry("Label", "monday")
                .containsEntry("RestoreObjs", "orders PARTITIONS [january, february]")
                .containsEntry("Status", "[OK]")
                .containsEntry("ReplicationNum", "1")
                .containsEntry("AllowLoad", "false");
        assertThat(client.query(SUMS + "orders")).isEqualTo(List.of(Map.of("n", "3", "s", "60.75")));
        assertThat(client.query("SELECT note FROM orders ORDER BY id").get(1)).containsEntry("note", null);
    }

    @Test
    void onePartitionComesBackUnderAnotherName() throws Exception {
        backUp();
        client.run("RESTORE SNAPSHOT monday FROM archive ON (orders PARTITION (january) AS orders_january)");
        assertThat(client.awaitJob("SHOW RESTORE"))
                .containsEntry("State", "FINISHED")
                .containsEntry("RestoreObjs", "orders PARTITIONS [january] AS orders_january");
        assertThat(client.query(SUMS + "orders_january")).isEqualTo(List.of(Map.of("n", "2", "s", "30.50")));
        assertThat(client.query("SHOW PARTITIONS FROM orders_january"))
                .extracting(row -> row.get("PartitionName"))
                .containsExactly("january");
    }

    @Test
    void aBackupIsShownWithDorisColumnsAndForms() throws Exception {
        backUp();
        assertThat(client.columns("SHOW BACKUP"))
                .containsExactly(
                        "JobId",
                        "SnapshotName",
                        "DbName",
                        "State",
                        "BackupObjs",
                        "CreateTime",
                        "SnapshotFinishedTime",
                        "UploadFinishedTime",
                        "FinishedTime",
                        "UnfinishedTasks",
                        "Progress",
                        "TaskErrMsg",
                        "Status",
                        "Timeout");
        Map<String, String> row =
                client.query("SHOW BACKUP WHERE SnapshotName LIKE \"mon%\"").get(0);
        assertThat(row)
                .containsEntry("SnapshotName", "monday")
                .containsEntry("DbName", "shop")
                .containsEntry("Status", "[OK]")
                .containsEntry("Timeout", "86400")
                .containsEntry("UnfinishedTasks", "");
        assertThat(row.get("FinishedTime")).matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
        assertThat(client.query("SHOW BACKUP WHERE SnapshotName = \"other\"")).isEmpty();
        assertThat(client.columns("SHOW RESTORE")).hasSize(21);
        assertThat(client.columns("SHOW BRIEF RESTORE"))
                .hasSize(18)
                .doesNotContain("RestoreObjs", "Progress", "TaskErrMsg");
    }

    @Test
    void aSnapshotIsShownInBothForms() throws Exception {
        backUp();
        assertThat(client.query("SHOW SNAPSHOT ON archive"))
                .containsExactly(Map.of("Snapshot", "monday", "Timestamp", timestamp(), "Status", "OK"));
        assertThat(client.query("SHOW SNAPSHOT ON archive WHERE SNAPSHOT = \"tuesday\""))
                .containsExactly(Map.of("Snapshot", "tuesday", "Timestamp", "\\N", "Status", "ERROR: no snapshot"));
        Map<String, String> details = client.query("SHOW SNAPSHOT ON archive WHERE SNAPSHOT = \"monday\" AND"
                        + " TIMESTAMP = \"%s\"".formatted(timestamp()))
                .get(0);
        assertThat(details).containsEntry("Database", "shop").containsEntry("Status", "OK");
        assertThat(details.get("Details")).contains("\"orders\"", "\"january\"", "\"february\"");
        assertThat(client.query("SHOW SNAPSHOT ON archive WHERE SNAPSHOT = \"monday\" AND TIMESTAMP ="
                                + " \"2001-01-01-00-00-00\"")
                        .get(0)
                        .get("Status"))
                .startsWith("Failed to get info: ");
    }

    @Test
    void allOutlivesARestart() throws Exception {
        backUp();
        client.close();
        server.restart();
        client = server.connect();
        client.run("USE shop");
        assertThat(client.query(SUMS + "orders")).isEqualTo(List.of(Map.of("n", "3", "s", "60.75")));
        assertThat(client.query("SHOW BACKUP").get(0)).containsEntry("State", "FINISHED");
        client.run("DROP TABLE orders", "RESTORE SNAPSHOT monday FROM archive");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("State", "FINISHED");
        assertThat(client.query(SUMS + "orders")).isEqualTo(List.of(Map.of("n", "3", "s", "60.75")));
    }

    @Test
    void excludedTablesAreNotBackedUp() throws Exception {
        client.run("CREATE TABLE other (a INT)", "BACKUP SNAPSHOT monday TO archive EXCLUDE (other)");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("BackupObjs", "[shop.orders]");
    }

    @Test
    void aCorruptFileFailsTheRestoreAndLeavesTheDatabaseAsItWas() throws Exception {
        backUp();
        client.run("DROP TABLE orders");
        Path damaged = aSegment();
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);

        client.run("RESTORE SNAPSHOT monday FROM archive");
        Map<String, String> job = client.awaitJob("SHOW RESTORE");
        assertThat(job).containsEntry("State", "CANCELLED");
        assertThat(job.get("Status")).contains(damaged.getFileName().toString()).doesNotContain("[OK]");
        assertThat(client.query("SHOW TABLES")).isEmpty();
    }

    private void backUp() throws SQLException {
        client.run("BACKUP SNAPSHOT shop.monday TO archive ON (orders)");
        assertThat(client.awaitJob("SHOW BACKUP"))
                .containsEntry("State", "FINISHED")
                .containsEntry("Status", "[OK]");
    }

    private String timestamp() throws SQLException {
        return client.query("SHOW SNAPSHOT ON archive").get(0).get("Timestamp");
    }

    private Path aSegment() throws IOException {
        try (Stream<Path> files = Files.walk(server.files("archive"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(".*\\.(dat|parquet)\\..*"))
                    .findFirst()
                    .orElseThrow();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

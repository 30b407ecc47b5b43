package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SHOW BACKUP, SHOW RESTORE and CANCEL: every column, every cell. */
class ShowJobsTest {
    private static final String TIME = "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}";

    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a INT, b DATE) PARTITION BY RANGE (b) (PARTITION p1 VALUES LESS THAN (\"2026-02-01\"),"
                        + " PARTITION p2 VALUES LESS THAN (\"2026-03-01\"), PARTITION p3 VALUES LESS THAN (MAXVALUE))",
                "CREATE TABLE u (a INT)",
                "INSERT INTO u VALUES (1)",
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")));
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void aBackupHasFourteenCells() throws Exception {
        finish("BACKUP", "BACKUP SNAPSHOT daily TO r ON (t PARTITION (p1, p2), u) PROPERTIES (\"timeout\" = \"600\")");

        List<Map<String, String>> rows = client.query("SHOW BACKUP");
        assertThat(rows).hasSize(1);
        matches(
                rows.get(0),
                cell("JobId", "\\d+"),
                cell("SnapshotName", "daily"),
                cell("DbName", "d"),
                cell("State", "FINISHED"),
                cell("BackupObjs", "\\[d\\.t PARTITIONS \\(p1, p2\\)\\], \\[d\\.u\\]"),
                cell("CreateTime", TIME),
                cell("SnapshotFinishedTime", TIME),
                cell("UploadFinishedTime", TIME),
                cell("FinishedTime", TIME),
                cell("UnfinishedTasks", ""),
                cell("Progress", ""),
                cell("TaskErrMsg", ""),
                cell("Status", "\\[OK\\]"),
                cell("Timeout", "600"));
    }

    @Test
    void aRestoreHasTwentyOneCells() throws Exception {
        finish("BACKUP", "BACKUP SNAPSHOT daily TO r");
        String timestamp = client.query("SHOW SNAPSHOT ON r").get(0).get("Timestamp");
        finish("RESTORE", "RESTORE SNAPSHOT daily FROM r ON (t PARTITION (p2, p3) AS v, u)");

        matches(
                client.query("SHOW RESTORE").get(0),
                cell("JobId", "\\d+"),
                cell("Label", "daily"),
                cell("Timestamp", timestamp),
                cell("DbName", "d"),
                cell("State", "FINISHED"),
                cell("AllowLoad", "false"),
                cell("ReplicationNum", "1"),
                cell("ReplicaAllocation", "tag\\.location\\.default: 1"),
                cell("ReserveReplica", "false"),
                cell("ReserveDynamicPartitionEnable", "false"),
                cell("RestoreObjs", "t PARTITIONS \\[p2, p3\\] AS v, u PARTITIONS \\[u\\]"),
                cell("CreateTime", TIME),
                cell("MetaPreparedTime", TIME),
                cell("SnapshotFinishedTime", TIME),
                cell("DownloadFinishedTime", TIME),
                cell("FinishedTime", TIME),
                cell("UnfinishedTasks", ""),
                cell("Progress", ""),
                cell("TaskErrMsg", ""),
                cell("Status", "\\[OK\\]"),
                cell("Timeout", "86400"));
        assertThat(client.columns("SHOW BRIEF RESTORE FROM d"))
                .containsExactlyElementsOf(client.columns("SHOW RESTORE").stream()
                        .filter(column -> !List.of("RestoreObjs", "Progress", "TaskErrMsg")
                                .contains(column))
                        .toList());
        assertThat(client.query("SHOW BACKUP")).as("a restore hides no backup").hasSize(1);
    }

    @Test
    void whatAFailedJobNeverReachedHasNoTime() throws Exception {
        finish("BACKUP", "BACKUP SNAPSHOT daily TO r ON (u)");
        client.run("DROP TABLE u", "CREATE TABLE u (b INT)", "RESTORE SNAPSHOT daily FROM r");

        Map<String, String> job = client.awaitJob("SHOW RESTORE");
        assertThat(job)
                .containsEntry("State", "CANCELLED")
                .containsEntry("MetaPreparedTime", "\\N")
                .containsEntry("SnapshotFinishedTime", "\\N")
                .containsEntry("DownloadFinishedTime", "\\N")
                .containsEntry("TaskErrMsg", "");
        assertThat(job.get("FinishedTime")).matches(TIME);
        assertThat(job.get("Status")).matches("(?s)\\[COMMON_ERROR, msg: Table u already exist but .*\\]");
    }

    @Test
    void theLastTenOfADatabaseAreKept() throws Exception {
        client.run("CREATE DATABASE other", "CREATE TABLE other.t (a INT)", "BACKUP SNAPSHOT other.first TO r");
        assertThat(client.awaitJob("SHOW BACKUP FROM other")).containsEntry("State", "FINISHED");
        for (int i = 1; i <= 12; i++) {
            finish("BACKUP", "BACKUP SNAPSHOT l%d TO r ON (u)".formatted(i));
        }

        assertThat(labels("SHOW BACKUP"))
                .containsExactlyElementsOf(IntStream.rangeClosed(3, 12)
                        .mapToObj(i -> "l" + (15 - i))
                        .toList());
        assertThat(labels("SHOW BACKUP IN d WHERE SnapshotName LIKE \"l1%\"")).containsExactly("l12", "l11", "l10");
        assertThat(labels("SHOW BACKUP WHERE snapshotname = 'l3'")).containsExactly("l3");
        assertThat(labels("SHOW BACKUP WHERE SnapshotName = 'l1'")).isEmpty();
        assertThat(labels("SHOW BACKUP WHERE SnapshotName = 'L3'")).isEmpty();
        assertThat(labels("SHOW BACKUP FROM other")).containsExactly("first");
        assertThat(client.query("SHOW RESTORE")).isEmpty();

        client.run("DROP DATABASE other");
        assertThat(labels("SHOW BACKUP FROM other")).as("of a dropped database").containsExactly("first");
    }

    @Test
    void aBadWhereOrDatabaseIsAnError() throws Exception {
        assertThat(client.failure("SHOW BACKUP WHERE State = \"FINISHED\"").message())
                .contains("Where clause should like: SnapshotName = \"your_snapshot_name\",  or SnapshotName LIKE");
        assertThat(client.failure("SHOW RESTORE WHERE SnapshotName = \"l\"").message())
                .contains("Where clause should like: LABEL = \"your_label_name\",  or LABEL LIKE");
        assertThat(client.failure("SHOW SNAPSHOT ON r WHERE TIMESTAMP = \"2018-04-18-19-19-10\"")
                        .message())
                .contains("Where clause should looks like: SNAPSHOT = 'your_snapshot_name' [AND TIMESTAMP =");
        assertThat(client.failure("SHOW BACKUP WHERE SnapshotName != \"l\"").message())
                .contains("WHERE SnapshotName = \"label\" | SnapshotName LIKE \"pattern\"");
        for (String sql : List.of(
                "SHOW BACKUP FROM nowhere",
                "SHOW RESTORE FROM nowhere",
                "CANCEL BACKUP FROM nowhere",
                "CANCEL RESTORE FROM nowhere")) {
            assertThat(client.failure(sql).message()).as(sql).contains("Unknown database 'nowhere'");
        }
    }

    @Test
    void onlyAJobThatRunsIsCancelled() throws Exception {
        assertThat(client.failure("CANCEL BACKUP").message()).contains("No backup job is currently running");
        finish("BACKUP", "BACKUP SNAPSHOT daily TO r ON (u)");
        assertThat(client.failure("CANCEL BACKUP").message())
                .contains("Failed to cancel job: Job with label daily can not be cancelled. state: FINISHED");
        assertThat(client.failure("CANCEL RESTORE FROM d").message()).contains("No restore is currently running");
    }

    private void finish(String kind, String sql) throws SQLException {
        client.run(sql);
        assertThat(client.awaitJob("SHOW " + kind)).containsEntry("Status", "[OK]");
    }

    private List<String> labels(String sql) throws SQLException {
        return client.query(sql).stream().map(row -> row.get("SnapshotName")).toList();
    }

    /** A column's name and what its cell must match. */
    private record Cell(String column, String pattern) {}

    private static Cell cell(String column, String pattern) {
        return new Cell(column, pattern);
    }

    private static void matches(Map<String, String> row, Cell... cells) {
        assertThat(row.keySet())
                .containsExactlyElementsOf(Stream.of(cells).map(Cell::column).toList());
        for (Cell cell : cells) {
            assertThat(row.get(cell.column())).as(cell.column()).matches(cell.pattern());
        }
    }
}

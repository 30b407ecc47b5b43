package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that take some seconds, since the bytes of a second are limited. */
class JobsUnderWayTest {
    private static final Pattern TASK = Pattern.compile("\\[\\d+: (\\d+)/(\\d+)\\]");

    @TempDir
    private static Path directory;

    private static TestServer server;
    private static SqlClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory, Map.of("job_bytes_per_second", "1MiB"));
        client = server.connect();
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE big (a BIGINT, b DOUBLE) DISTRIBUTED BY HASH (a) BUCKETS 12",
                "INSERT INTO big SELECT range, random() FROM range(600000)",
                "CREATE TABLE small (a INT)",
                "INSERT INTO small VALUES (1)",
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")));
    }

    @AfterAll
    static void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void progressMovesAndACancelledRestoreLeavesNothing() throws Exception {
        client.run("BACKUP SNAPSHOT whole TO r ON (big)");
        List<Long> done = doneUntilTheEnd("SHOW BACKUP");
        assertThat(client.query("SHOW BACKUP").get(0)).containsEntry("State", "FINISHED");
        assertThat(done).as("files that were done").isSorted().hasSizeGreaterThan(3);
        assertThat(done.get(done.size() - 1)).isLessThanOrEqualTo(24);

        client.run("RESTORE SNAPSHOT whole FROM r ON (big AS copy)");
        awaitPartlyDone("SHOW RESTORE");
        for (String taking : List.of(
                "CREATE TABLE copy (a INT)",
                "CREATE TABLE IF NOT EXISTS copy LIKE small",
                "CREATE VIEW copy AS SELECT a FROM small",
                "ALTER TABLE small RENAME copy")) {
            assertThat(client.failure(taking).message())
                    .as(taking)
                    .contains("of snapshot whole is to make 'copy'. Take another name")
                    .contains("CANCEL RESTORE");
        }
        client.run("CANCEL RESTORE");
        assertThat(client.awaitJob("SHOW RESTORE"))
                .containsEntry("State", "CANCELLED")
                .containsEntry("Status", "[COMMON_ERROR, msg: user cancelled, current state: DOWNLOADING]")
                .containsEntry("DownloadFinishedTime", "\\N")
                .hasEntrySatisfying("FinishedTime", time -> assertThat(time).doesNotContain("\\N"));
        assertThat(client.query("SHOW TABLES")).hasSize(2);
        assertThat(client.failure("CANCEL RESTORE").message())
                .contains("Failed to cancel job: Job with label whole can not be cancelled. state: CANCELLED");
    }

    @Test
    void aLoadIntoATableUnderRestoreIsRefusedBeforeItsFilesAreRead() throws Exception {
        client.run("BACKUP SNAPSHOT big TO r ON (big)");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
        client.run("RESTORE SNAPSHOT big FROM r ON (big)");
        awaitPartlyDone("SHOW RESTORE");

        for (String load : List.of(
                "LOAD LABEL l (DATA INFILE (\"%s\") INTO TABLE big) WITH LOCAL".formatted(server.location("missing")),
                "INSERT INTO big SELECT error('this query is not run'), 1",
                "DELETE FROM big WHERE a = 1")) {
            assertThat(client.failure(load).message())
                    .as(load)
                    .contains("Table[big]'s state(RESTORE) is not NORMAL")
                    .contains("of snapshot big");
        }
        assertThat(client.query("SHOW LOAD WHERE LABEL = \"l\"")).isEmpty();
        client.run("INSERT INTO small VALUES (2)", "DELETE FROM small WHERE a = 2", "CANCEL RESTORE");
        client.awaitJob("SHOW RESTORE");
    }

    @Test
    void loadsAndExportsKeepToTheLimitToo() throws Exception {
        long begin = System.nanoTime();
        client.run(
                "CREATE TABLE texts (t STRING)",
                "INSERT INTO texts SELECT repeat('x', 1023) FROM range(3072)",
                "EXPORT TABLE texts TO \"%s\" WITH LOCAL".formatted(server.location("out/x")));
        assertThat(client.awaitJob("SHOW EXPORT")).containsEntry("State", "FINISHED");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(2));

        begin = System.nanoTime();
        client.run("LOAD LABEL l (DATA INFILE (\"%s\") INTO TABLE texts) WITH LOCAL"
                .formatted(server.location("out/x_*")));
        assertThat(client.awaitJob("SHOW LOAD")).containsEntry("State", "FINISHED");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(2));
        client.run("DROP TABLE texts FORCE");
    }

    @Test
    void theLabelOfACancelledBackupCanBeUsedAgain() throws Exception {
        client.run("BACKUP SNAPSHOT again TO r");
        awaitPartlyDone("SHOW BACKUP");
        client.run("CANCEL BACKUP FROM d");
        assertThat(client.awaitJob("SHOW BACKUP"))
                .containsEntry("State", "CANCELLED")
                .containsEntry("Status", "[COMMON_ERROR, msg: user cancelled, current state: UPLOADING]")
                .containsEntry("UploadFinishedTime", "\\N")
                .containsEntry("UnfinishedTasks", "");
        assertThat(client.query("SHOW SNAPSHOT ON r WHERE SNAPSHOT = \"again\""))
                .containsExactly(
                        Map.of("Snapshot", "again", "Timestamp", "\\N", "Status", "ERROR: No info file found"));

        client.run("BACKUP SNAPSHOT again TO r ON (small)");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
        client.run("RESTORE SNAPSHOT again FROM r ON (small AS small_again)");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("State", "FINISHED");
        assertThat(client.value("SELECT a FROM small_again")).isEqualTo("1");
        client.run("DROP TABLE small_again");
    }

    /** The different numbers of files that were done, in the order in which they were seen. */
    private static List<Long> doneUntilTheEnd(String show) {
        List<Long> seen = new ArrayList<>();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    Map<String, String> row = client.query(show).get(0);
                    if (row.get("State").equals("UPLOADING")
                            && (seen.isEmpty() || done(row) != seen.get(seen.size() - 1))) {
                        assertThat(row.get("UnfinishedTasks").isEmpty()).isEqualTo(done(row) == 24);
                        seen.add(done(row));
                    }
                    return row.get("State").equals("FINISHED");
                });
        return seen;
    }

    private static void awaitPartlyDone(String show) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> done(client.query(show).get(0)) > 0);
    }

    private static long done(Map<String, String> row) {
        Matcher task = TASK.matcher(row.get("Progress"));
        return row.get("State").endsWith("LOADING")
                ? task.results()
                        .mapToLong(found -> Long.parseLong(found.group(1)))
                        .sum()
                : 0;
    }
}

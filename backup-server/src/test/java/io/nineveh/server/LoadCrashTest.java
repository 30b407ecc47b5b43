package io.nineveh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed while it loads: what is visible afterwards is what the jobs say, no more and no less. */
class LoadCrashTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOADS = 12;
    private static final int ROWS = 3_000;

    @TempDir
    private Path directory;

    @Test
    void nothingIsHalfVisibleAfterAKill() throws Exception {
        Path files = Files.createDirectories(directory.resolve("repositories")).toRealPath();
        Files.writeString(
                files.resolve("t"),
                IntStream.range(0, ROWS).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        try (KilledServer victim = KilledServer.start(directory);
                SqlClient client = victim.connect()) {
            client.run(
                    "CREATE DATABASE d",
                    "CREATE TABLE d.t (a INT) DISTRIBUTED BY HASH (a) BUCKETS 3",
                    "CREATE TABLE d.u (a INT)");
        }
        for (int round = 0; round < 3; round++) {
            try (KilledServer victim = KilledServer.start(directory);
                    SqlClient client = victim.connect()) {
                client.run("USE d");
                checkRows(client);
                for (int i = 0; i < LOADS; i++) {
                    client.run(
                            "LOAD LABEL l_%1$d_%2$d (DATA INFILE(\"file://%3$s/t\") INTO TABLE t, DATA INFILE(\"file://%3$s/t\") INTO TABLE u) WITH LOCAL"
                                    .formatted(round, i, files));
                }
                int enough = 2 * round + 1;
                String label = "l\\_%d\\_%%".formatted(round);
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(PATIENCE)
                        .until(() ->
                                client.query("SHOW LOAD WHERE LABEL LIKE '%s' AND STATE = 'FINISHED'".formatted(label))
                                                .size()
                                        >= enough);
                victim.kill();
            }
        }
        try (KilledServer victim = KilledServer.start(directory);
                SqlClient client = victim.connect()) {
            client.run("USE d");
            checkRows(client);
            assertThat(directory.resolve("data/tablets/exchange")).isEmptyDirectory();
            client.run("INSERT INTO t VALUES (-1)");
            assertThat(client.value("SELECT min(a) FROM t")).isEqualTo("-1");
        }
    }

    private static void checkRows(SqlClient client) throws SQLException {
        int finished = client.query("SHOW LOAD WHERE STATE = 'FINISHED'").size();
        int cancelled = client.query("SHOW LOAD WHERE STATE = 'CANCELLED'").size();
        assertThat(finished + cancelled).isEqualTo(client.query("SHOW LOAD").size());
        String rows = Long.toString((long) finished * ROWS);
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo(rows);
        assertThat(client.value("SELECT count(*) FROM u")).isEqualTo(rows);
    }
}

package io.nineveh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed while its partitions change: what was acknowledged is there, the rest whole or not at all. */
class PartitionCrashTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROUNDS = 4;
    private static final LocalDate START = LocalDate.of(2000, 1, 1);

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger loaded = new AtomicInteger();
    private final AtomicInteger replaced = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void partitionsAreWholeAfterAKill() throws Exception {
        try (KilledServer victim = KilledServer.start(directory);
                SqlClient client = victim.connect()) {
            client.run(
                    "CREATE DATABASE d",
                    "CREATE TABLE d.months (n INT, day DATE NOT NULL) AUTO PARTITION BY RANGE (date_trunc(day, 'month')) ()"
                            + " DISTRIBUTED BY HASH (n) BUCKETS 3",
                    "CREATE TABLE d.latest (n INT NOT NULL, i INT) PARTITION BY RANGE (n) (PARTITION p VALUES LESS THAN MAXVALUE)"
                            + " DISTRIBUTED BY HASH (i) BUCKETS 3",
                    "INSERT INTO d.latest VALUES (0, 1), (0, 2), (0, 3)");
        }
        for (int round = 0; round < ROUNDS; round++) {
            int enough = loaded.get() + 3 + 2 * round;
            int enoughReplaced = replaced.get() + 2;
            try (KilledServer victim = KilledServer.start(directory);
                    SqlClient client = victim.connect()) {
                check(client);
                client.run("USE d", "CREATE TEMPORARY TABLE passing AS SELECT * FROM latest");
                List<Future<?>> steps = List.of(
                        threads.submit(() -> repeat(victim, this::load)),
                        threads.submit(() -> repeat(victim, this::replace)));
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(PATIENCE)
                        .until(() -> loaded.get() >= enough && replaced.get() >= enoughReplaced);
                victim.kill();
                for (Future<?> step : steps) {
                    step.get();
                }
            }
        }
        try (KilledServer victim = KilledServer.start(directory);
                SqlClient client = victim.connect()) {
            check(client);
        }
    }

    /** What is done again and again. */
    @FunctionalInterface
    private interface Step {
        void run(SqlClient client) throws SQLException;
    }

    private static void repeat(KilledServer victim, Step step) {
        try (SqlClient client = victim.connect()) {
            while (true) {
                step.run(client);
            }
        } catch (SQLException e) {
            assertThat((Exception) e)
                    .as("nothing but the end of the server ends this")
                    .isInstanceOf(SQLNonTransientConnectionException.class);
        }
    }

    private void load(SqlClient client) throws SQLException {
        int next = loaded.get() + 1;
        client.run("INSERT INTO d.months VALUES (%d, '%s')".formatted(next, START.plusMonths(next)));
        loaded.set(next);
    }

    private void replace(SqlClient client) throws SQLException {
        int next = replaced.get() + 1;
        client.run(
                "ALTER TABLE d.latest DROP TEMPORARY PARTITION IF EXISTS t",
                "ALTER TABLE d.latest ADD TEMPORARY PARTITION t VALUES LESS THAN MAXVALUE",
                "INSERT INTO d.latest TEMPORARY PARTITION (t) VALUES (%1$d, 1), (%1$d, 2), (%1$d, 3)".formatted(next),
                "ALTER TABLE d.latest REPLACE PARTITION (p) WITH TEMPORARY PARTITION (t)");
        replaced.set(next);
    }

    /** A statement that was under way at the kill may have been carried out, and is acknowledged by this. */
    private void check(SqlClient client) throws SQLException, IOException {
        int rows = Integer.parseInt(client.value("SELECT count(*) FROM d.months"));
        assertThat(rows).isBetween(loaded.get(), loaded.get() + 1);
        assertThat(client.value("SELECT count(DISTINCT n) FROM d.months WHERE n <= " + rows))
                .isEqualTo(Integer.toString(rows));
        assertThat(client.query("SHOW PARTITIONS FROM d.months").size()).isBetween(rows, rows + 1);
        loaded.set(rows);

        int latest = Integer.parseInt(client.value("SELECT max(n) FROM d.latest"));
        assertThat(latest).isBetween(replaced.get(), replaced.get() + 1);
        assertThat(client.value("SELECT concat(min(n), ' ', count(*), ' ', sum(i)) FROM d.latest"))
                .isEqualTo("%d 3 6".formatted(latest));
        replaced.set(latest);

        client.run("ALTER TABLE d.latest DROP TEMPORARY PARTITION IF EXISTS t");
        assertThat(client.query("SHOW DATABASES")).hasSize(1);
        assertThat(client.failure("SELECT * FROM d.passing").message()).contains("Unknown table");
        assertThat(tabletDirectories()).isEqualTo(tablets(client));
    }

    private static Set<String> tablets(SqlClient client) throws SQLException {
        List<String> ids = new ArrayList<>();
        for (String table : List.of("months", "latest")) {
            client.query("SHOW TABLETS FROM d." + table).forEach(row -> ids.add(row.get("TabletId")));
        }
        return Set.copyOf(ids);
    }

    private Set<String> tabletDirectories() throws IOException {
        try (Stream<Path> shards = Files.list(directory.resolve("data/tablets/data"))) {
            return shards.flatMap(PartitionCrashTest::names).collect(Collectors.toSet());
        }
    }

    private static Stream<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

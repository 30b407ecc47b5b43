package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.job.JobObserver;
import io.nineveh.backup.job.RestoreState;
import io.nineveh.server.SettableClock;
import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicPartitionsTest {
    private static final String COLUMNS = "(d DATE, a INT) PARTITION BY RANGE (d) () DISTRIBUTED BY HASH (a) BUCKETS 2";
    private static final String DAILY = " PROPERTIES (\"dynamic_partition.time_unit\" = \"DAY\","
            + " \"dynamic_partition.start\" = \"-1\", \"dynamic_partition.end\" = \"1\","
            + " \"dynamic_partition.prefix\" = \"p\", \"dynamic_partition.buckets\" = \"2\")";

    /** Stands for a restore that is under way as long as a test wants it. */
    private static final class Hold implements JobObserver {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean isWanted;

        @Override
        public void entered(long jobId, Enum<?> state) {
            if (isWanted && state == RestoreState.DOWNLOADING) {
                reached.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("the server was closed while a test held the job", e);
                }
            }
        }
    }

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
    private final Hold hold = new Hold();
    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory, Map.of("dynamic_partition_check_interval_seconds", "1"), hold, clock);
        client = server.connect();
        client.run("CREATE DATABASE d", "USE d");
    }

    @AfterEach
    void stop() throws SQLException {
        hold.released.countDown();
        client.close();
        server.close();
    }

    @Test
    void partitionsComeWithTheTableAndComeAndGoWithTheTime() throws Exception {
        client.run("CREATE TABLE t " + COLUMNS + DAILY);
        assertThat(partitions("t")).containsExactly("p20260501", "p20260502");
        client.run("INSERT INTO t VALUES ('2026-05-01', 1), ('2026-05-02', 2)");

        clock.advance(Duration.ofDays(1));
        await().untilAsserted(() -> assertThat(partitions("t")).containsExactly("p20260501", "p20260502", "p20260503"));
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("2");

        clock.advance(Duration.ofDays(1));
        await().untilAsserted(() -> assertThat(partitions("t")).containsExactly("p20260502", "p20260503", "p20260504"));
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("2");
        client.close();
        server.restart();
        client = server.connect();
        client.run("USE d", "INSERT INTO t VALUES ('2026-05-04', 4)");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("6");
    }

    @Test
    void aTableBecomesDynamicAndIsItsUsersAgain() throws Exception {
        client.run("CREATE TABLE t " + COLUMNS, "ALTER TABLE t ADD PARTITION old VALUES LESS THAN (\"2020-01-01\")");
        assertThat(client.failure("ALTER TABLE t SET (\"dynamic_partition.enable\" = \"true\")")
                        .message())
                .contains(
                        "Table d.t is not a dynamic partition table. Use command `HELP ALTER TABLE`",
                        "Must assign dynamic_partition.time_unit properties");
        client.run("ALTER TABLE t SET (\"dynamic_partition.time_unit\" = \"MONTH\", \"dynamic_partition.end\" = \"2\","
                + " \"dynamic_partition.prefix\" = \"m\")");
        assertThat(partitions("t")).containsExactly("old", "m202605", "m202606", "m202607");
        assertThat(client.failure("ALTER TABLE t DROP PARTITION old").message())
                .contains("Cannot add/drop partition on a Dynamic Partition Table");
        assertThat(client.failure("ALTER TABLE t ADD PARTITION new VALUES LESS THAN (\"2030-01-01\")")
                        .message())
                .contains("Cannot add/drop partition on a Dynamic Partition Table");

        client.run("ALTER TABLE t SET (\"dynamic_partition.start\" = \"-1\")");
        assertThat(partitions("t")).containsExactly("m202605", "m202606", "m202607");
        client.run(
                "ALTER TABLE t SET (\"dynamic_partition.enable\" = \"false\")",
                "ALTER TABLE t DROP PARTITION m202607",
                "ALTER TABLE t SET (\"dynamic_partition.end\" = \"5\")");
        assertThat(partitions("t")).containsExactly("m202605", "m202606");
        assertThat(row("t")).containsEntry("Enable", "false").containsEntry("End", "5");
    }

    @Test
    void theTablesAreListedWithHowItGoes() throws Exception {
        client.run(
                "CREATE TABLE daily " + COLUMNS + DAILY,
                "CREATE TABLE plain (a INT)",
                "CREATE TABLE weekly (d DATE) PARTITION BY RANGE (d) (PARTITION mine VALUES"
                        + " [(\"2026-04-30\"), (\"2026-05-02\")))"
                        + " PROPERTIES (\"dynamic_partition.time_unit\" = \"WEEK\", \"dynamic_partition.end\" = \"1\","
                        + " \"dynamic_partition.prefix\" = \"w\", \"dynamic_partition.start_day_of_week\" = \"3\","
                        + " \"dynamic_partition.reserved_history_periods\" = \"[2026-01-01,2026-01-31]\")");
        assertThat(client.columns("SHOW DYNAMIC PARTITION TABLES"))
                .containsExactly(
                        "TableName",
                        "Enable",
                        "TimeUnit",
                        "Start",
                        "End",
                        "Prefix",
                        "Buckets",
                        "ReplicationNum",
                        "ReplicaAllocation",
                        "StartOf",
                        "LastUpdateTime",
                        "LastSchedulerTime",
                        "State",
                        "LastCreatePartitionMsg",
                        "LastDropPartitionMsg",
                        "ReservedHistoryPeriods");
        assertThat(client.query("SHOW DYNAMIC PARTITION TABLES FROM d")).hasSize(2);
        assertThat(row("daily"))
                .containsEntry("Enable", "true")
                .containsEntry("TimeUnit", "DAY")
                .containsEntry("Start", "-1")
                .containsEntry("End", "1")
                .containsEntry("Prefix", "p")
                .containsEntry("Buckets", "2")
                .containsEntry("StartOf", "N/A")
                .containsEntry("LastSchedulerTime", "2026-05-01 10:00:00")
                .containsEntry("State", "NORMAL")
                .containsEntry("LastCreatePartitionMsg", "N/A")
                .containsEntry("LastDropPartitionMsg", "N/A")
                .containsEntry("ReservedHistoryPeriods", "NULL");
        assertThat(row("weekly"))
                .containsEntry("Start", "-2147483648")
                .containsEntry("StartOf", "WEDNESDAY")
                .containsEntry("State", "ERROR")
                .containsEntry("ReservedHistoryPeriods", "[2026-01-01,2026-01-31]")
                .hasEntrySatisfying(
                        "LastCreatePartitionMsg", text -> assertThat(text).contains("'mine'"));
        assertThat(partitions("weekly")).containsExactly("mine", "w2026_19");
    }

    @Test
    void whatTheTableCannotHaveIsRefused() throws Exception {
        assertThat(client.failure("CREATE TABLE t (d DATE)" + DAILY).message())
                .contains("Only support dynamic partition properties on range partition table");
        assertThat(client.failure("CREATE TABLE t (d DATE, a INT) PARTITION BY RANGE (d, a) ()" + DAILY)
                        .message())
                .contains("Dynamic partition only support single-column range partition");
        assertThat(client.failure("CREATE TABLE t (a INT) PARTITION BY RANGE (a) ()" + DAILY)
                        .message())
                .contains("Dynamic partitions need a partition column of type DATE or DATETIME");
        assertThat(client.query("SHOW TABLES")).isEmpty();
    }

    @Test
    void aRestoredTableIsLeftAloneUntilItIsEnabled() throws Exception {
        client.run(
                "CREATE TABLE t " + COLUMNS + DAILY,
                "INSERT INTO t VALUES ('2026-05-01', 1)",
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")),
                "BACKUP SNAPSHOT l TO r");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        clock.advance(Duration.ofDays(10));
        client.run("RESTORE SNAPSHOT l FROM r ON (t AS quiet)");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        client.run("RESTORE SNAPSHOT l FROM r ON (t AS busy)"
                + " PROPERTIES (\"reserve_dynamic_partition_enable\" = \"true\")");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");

        await().untilAsserted(() -> assertThat(partitions("busy")).containsExactly("p20260511", "p20260512"));
        awaitACheckAfter(Duration.ofMinutes(1), "busy");
        assertThat(partitions("quiet")).containsExactly("p20260501", "p20260502");
        assertThat(row("quiet")).containsEntry("Enable", "false").containsEntry("LastSchedulerTime", "N/A");
        assertThat(client.value("SELECT sum(a) FROM quiet")).isEqualTo("1");

        client.run("ALTER TABLE quiet SET (\"dynamic_partition.enable\"=\"true\")");
        assertThat(partitions("quiet")).containsExactly("p20260511", "p20260512");
    }

    @Test
    void aTableUnderARestoreIsLeftAloneAndCaughtUpOnAfterIt() throws Exception {
        client.run(
                "CREATE TABLE t " + COLUMNS + DAILY,
                "CREATE TABLE other " + COLUMNS + DAILY,
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")),
                "BACKUP SNAPSHOT l TO r ON (t)");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        hold.isWanted = true;
        client.run("RESTORE SNAPSHOT l FROM r");
        hold.reached.await();

        clock.advance(Duration.ofDays(1));
        await().untilAsserted(() -> assertThat(partitions("other")).contains("p20260503"));
        await().untilAsserted(() -> assertThat(row("t"))
                .containsEntry("State", "ERROR")
                .hasEntrySatisfying(
                        "LastCreatePartitionMsg", text -> assertThat(text).contains("state(RESTORE)")));
        assertThat(partitions("t")).containsExactly("p20260501", "p20260502");

        hold.released.countDown();
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        await().untilAsserted(() -> assertThat(partitions("t")).containsExactly("p20260501", "p20260502", "p20260503"));
        await().untilAsserted(() -> assertThat(row("t")).containsEntry("State", "NORMAL"));
    }

    /** Waits until all tables have been looked at once more: they are in the order of their names. */
    private void awaitACheckAfter(Duration passed, String table) throws SQLException {
        for (int i = 0; i < 2; i++) {
            String before = row(table).get("LastSchedulerTime");
            clock.advance(passed);
            await().until(() -> !row(table).get("LastSchedulerTime").equals(before));
        }
    }

    private Map<String, String> row(String table) throws SQLException {
        return client.query("SHOW DYNAMIC PARTITION TABLES").stream()
                .filter(row -> row.get("TableName").equals(table))
                .findFirst()
                .orElseThrow();
    }

    private List<String> partitions(String table) throws SQLException {
        return client.query("SHOW PARTITIONS FROM " + table).stream()
                .map(row -> row.get("PartitionName"))
                .toList();
    }
}

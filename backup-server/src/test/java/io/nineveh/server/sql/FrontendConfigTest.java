package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.job.JobObserver;
import io.nineveh.config.Setting;
import io.nineveh.server.ServerConfig;
import io.nineveh.server.SettableClock;
import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontendConfigTest {
    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory, Map.of("job_workers", "3"), JobObserver.NONE, clock);
        client = server.connect();
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void allSettingsAreListedWithWhatIsInForce() throws SQLException {
        assertThat(client.query("ADMIN SHOW FRONTEND CONFIG"))
                .extracting(row -> row.get("Key"))
                .containsExactlyElementsOf(
                        ServerConfig.SETTINGS.stream().map(Setting::name).toList());
        Map<String, String> workers =
                client.query("ADMIN SHOW FRONTEND CONFIG LIKE 'job_workers'").get(0);
        assertThat(workers)
                .containsEntry("Value", "3")
                .containsEntry("Type", "int")
                .containsEntry("IsMutable", "false")
                .containsEntry("MasterOnly", "false")
                .hasEntrySatisfying("Comment", text -> assertThat(text).contains("How many files"));
        assertThat(client.query("ADMIN SHOW FRONTEND CONFIG LIKE 'max%'"))
                .extracting(row -> row.get("Key"))
                .containsExactly("max_connections", "max_allowed_packet");
    }

    @Test
    void aChangeHoldsUntilTheServerEnds() throws Exception {
        client.run("ADMIN SET FRONTEND CONFIG (\"job_bytes_per_second\" = \"50MiB\","
                + " \"dynamic_partition_check_interval_seconds\" = \"1\")");
        assertThat(value("job_bytes_per_second")).isEqualTo("50MiB");
        client.close();
        server.restart();
        client = server.connect();
        assertThat(value("job_bytes_per_second")).isEqualTo("0");
        assertThat(value("dynamic_partition_check_interval_seconds")).isEqualTo("600");
    }

    @Test
    void theIntervalOfDynamicPartitionsIsChangedAtOnce() throws Exception {
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (d DATE) PARTITION BY RANGE (d) () PROPERTIES (\"dynamic_partition.time_unit\" = \"DAY\","
                        + " \"dynamic_partition.end\" = \"1\", \"dynamic_partition.prefix\" = \"p\")",
                "ADMIN SET FRONTEND CONFIG (\"dynamic_partition_check_interval_seconds\" = \"1\")");
        for (int partitions = 3; partitions < 5; partitions++) {
            clock.advance(Duration.ofDays(1));
            int expected = partitions;
            await().untilAsserted(() ->
                    assertThat(client.query("SHOW PARTITIONS FROM d.t")).hasSize(expected));
        }
    }

    @Test
    void theLimitOfJobsHoldsForWhatMovesFromThenOn() throws Exception {
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a BIGINT, b DOUBLE) DISTRIBUTED BY RANDOM BUCKETS 4",
                "INSERT INTO t SELECT range, random() FROM range(500000)",
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")),
                "ADMIN SET FRONTEND CONFIG (\"job_bytes_per_second\" = \"1MiB\")",
                "BACKUP SNAPSHOT slow TO r",
                "CANCEL BACKUP",
                "ADMIN SET FRONTEND CONFIG (\"job_bytes_per_second\" = 0)",
                "BACKUP SNAPSHOT fast TO r");
        assertThat(client.awaitJob("SHOW BACKUP WHERE SnapshotName = 'fast'")).containsEntry("State", "FINISHED");
        assertThat(client.awaitJob("SHOW BACKUP WHERE SnapshotName = 'slow'")).containsEntry("State", "CANCELLED");
    }

    @Test
    void whatCannotBeChangedIsRefusedAndChangesNothing() throws SQLException {
        SqlClient.Failure failure =
                client.failure("ADMIN SET FRONTEND CONFIG (\"job_bytes_per_second\" = \"5MiB\", \"port\" = \"1\")");
        assertThat(failure.code()).isEqualTo(1235);
        assertThat(failure.message())
                .contains("Config 'port' is not mutable: restart the server with it in its configuration file");
        assertThat(value("job_bytes_per_second")).isEqualTo("0");
        assertThat(message("job_byte_per_second", "1")).contains("does not exist; the nearest is job_bytes_per_second");
        assertThat(message("job_bytes_per_second", "1KiB")).contains("must be at least 1MiB, or 0 for no limit");
        assertThat(message("job_bytes_per_second", "many")).contains("job_bytes_per_second", "many");
        assertThat(message("dynamic_partition_check_interval_seconds", "0")).contains("must be from 1 to 86400");
        assertThat(message("root_password", "hush")).contains("is not mutable").doesNotContain("hush");
        assertThat(client.failure("ADMIN SET FRONTEND CONFIG ()").message()).contains("No setting is named");
    }

    @Test
    void secretsAreNotShown() throws Exception {
        try (TestServer other =
                TestServer.in(directory.resolve("other"), Map.of("broker_tls_ca", "", "root_password", ""))) {
            try (SqlClient otherClient = other.connect()) {
                assertThat(otherClient
                                .query("ADMIN SHOW FRONTEND CONFIG LIKE 'root_password'")
                                .get(0))
                        .containsEntry("Type", "secret")
                        .containsEntry("Value", "");
            }
        }
        assertThat(ServerConfig.of(Map.of("root_password", "hush")).texts()).containsEntry("root_password", "***");
    }

    private String value(String key) throws SQLException {
        return client.query("ADMIN SHOW FRONTEND CONFIG LIKE '%s'".formatted(key))
                .get(0)
                .get("Value");
    }

    private String message(String key, String value) throws SQLException {
        return client.failure("ADMIN SET FRONTEND CONFIG (\"%s\" = \"%s\")".formatted(key, value))
                .message();
    }
}

package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a backup, and what is not. */
class BackupScopeTest {
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
                        + " PARTITION p2 VALUES LESS THAN (\"2026-03-01\"))",
                "INSERT INTO t VALUES (1, '2026-01-01'), (2, '2026-02-02')",
                "CREATE TABLE u (a INT)",
                "INSERT INTO u VALUES (3)",
                "CREATE TABLE v (a INT)",
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")));
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void everythingOrAListOrAllButAList() throws Exception {
        assertThat(backUp("BACKUP SNAPSHOT l1 TO r")).isEqualTo("[d.t], [d.u], [d.v]");
        assertThat(backUp("BACKUP SNAPSHOT l2 TO r ON (u, t PARTITION p2)")).isEqualTo("[d.u], [d.t PARTITIONS (p2)]");
        assertThat(backUp("BACKUP SNAPSHOT l3 TO r EXCLUDE (u)")).isEqualTo("[d.t], [d.v]");
        client.run("DROP TABLE t", "DROP TABLE u", "DROP TABLE v");

        restore("RESTORE SNAPSHOT l2 FROM r");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("2");
        assertThat(client.query("SHOW PARTITIONS FROM t")).hasSize(1);
        assertThat(client.failure("SELECT * FROM v").code()).isEqualTo(1146);
        restore("RESTORE SNAPSHOT l3 FROM r");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("3");
        assertThat(client.value("SELECT count(*) FROM v")).isEqualTo("0");
        restore("RESTORE SNAPSHOT l1 FROM r ON (u AS w)");
        assertThat(client.value("SELECT a FROM w")).isEqualTo("3");
    }

    @Test
    void aSnapshotWithoutRowsMakesTablesButEmptiesNone() throws Exception {
        backUp("BACKUP SNAPSHOT empty TO r PROPERTIES (\"content\" = \"metadata_only\")");
        String timestamp = client.query("SHOW SNAPSHOT ON r").get(0).get("Timestamp");
        assertThat(client.query("SHOW SNAPSHOT ON r WHERE SNAPSHOT = \"empty\" AND TIMESTAMP = \"%s\""
                                .formatted(timestamp))
                        .get(0)
                        .get("Details"))
                .contains("\"content\": \"METADATA_ONLY\"");

        assertThat(client.failure("RESTORE SNAPSHOT empty FROM r").message())
                .contains("Snapshot empty has no rows, only metadata")
                .contains("remove the rows of table t (partitions p1, p2), table u (partitions u)")
                .contains("Restore what is named here under another name with AS, or drop it first");
        assertThat(client.query("SHOW RESTORE")).isEmpty();
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("3");

        restore("RESTORE SNAPSHOT empty FROM r ON (t AS empty, v)");
        assertThat(client.value("SELECT count(*) FROM empty")).isEqualTo("0");
        client.run("INSERT INTO empty VALUES (7, '2026-01-01')", "ALTER TABLE t DROP PARTITION p2");
        assertThat(client.failure("RESTORE SNAPSHOT empty FROM r ON (t)").message())
                .contains("table t (partitions p1)");
        restore("RESTORE SNAPSHOT empty FROM r ON (t PARTITION (p2))");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("1");
        assertThat(client.query("SHOW PARTITIONS FROM t")).hasSize(2);
        client.run("DROP TABLE t", "DROP TABLE u");
        restore("RESTORE SNAPSHOT empty FROM r");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void theLabelOfAFailedBackupCanBeUsedAgain() throws Exception {
        Path obstacle = server.files("r").resolve("__palo_repository_r/__ss_daily");
        Files.writeString(obstacle, "a file where a directory is to be");
        client.run("BACKUP SNAPSHOT daily TO r");
        Map<String, String> failed = client.awaitJob("SHOW BACKUP");
        assertThat(failed).containsEntry("State", "CANCELLED");
        assertThat(failed.get("Status")).matches("(?s)\\[[A-Z_]+, msg: .+\\]").doesNotContain("OK");

        Files.delete(obstacle);
        backUp("BACKUP SNAPSHOT daily TO r");
        assertThat(client.query("SHOW BACKUP"))
                .extracting(row -> row.get("State"))
                .isEqualTo(List.of("FINISHED", "CANCELLED"));
        client.run("DROP TABLE u");
        restore("RESTORE SNAPSHOT daily FROM r ON (u)");
        assertThat(client.value("SELECT a FROM u")).isEqualTo("3");
    }

    @Test
    void aTimeoutHasALeastAndAGreatestLength() throws Exception {
        assertThat(client.failure("BACKUP SNAPSHOT l TO r PROPERTIES (\"timeout\" = \"599\")")
                        .message())
                .contains("timeout must be at least 10 min");
        assertThat(client.failure("RESTORE SNAPSHOT l FROM r PROPERTIES (\"timeout\" = \"0\")")
                        .message())
                .contains("timeout must be at least 10 min");
        assertThat(client.failure("BACKUP SNAPSHOT l TO r PROPERTIES (\"timeout\" = \"99999999999999999999\")")
                        .message())
                .contains("Invalid timeout format: 99999999999999999999");
        assertThat(client.failure("BACKUP SNAPSHOT l TO r PROPERTIES (\"timeout\" = \"9223372036854775807\")")
                        .message())
                .contains("timeout must be at most 10 years: write 315360000 or less");
        backUp("BACKUP SNAPSHOT l TO r PROPERTIES (\"timeout\" = \"315360000\")");
    }

    /** The cell BackupObjs of the finished job. */
    private String backUp(String sql) throws SQLException {
        client.run(sql);
        Map<String, String> job = client.awaitJob("SHOW BACKUP");
        assertThat(job).containsEntry("Status", "[OK]");
        return job.get("BackupObjs");
    }

    private void restore(String sql) throws SQLException {
        client.run(sql);
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
    }
}

package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RESTORE over tables that are there, with SQL alone. */
class RestoreStoryTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void backUp() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run(
                "CREATE DATABASE shop", "USE shop", """
                CREATE TABLE orders (day DATE NOT NULL, id BIGINT)
                PARTITION BY RANGE (day) (
                    PARTITION january VALUES LESS THAN ("2026-02-01"),
                    PARTITION february VALUES LESS THAN ("2026-03-01"))
                DISTRIBUTED BY HASH (id) BUCKETS 3
                """, "CREATE TABLE plain (a INT)", "INSERT INTO plain VALUES (1)");
        client.run("INSERT INTO orders VALUES ('2026-01-05', 1), ('2026-02-06', 2)");
        client.run("CREATE REPOSITORY archive WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("archive")));
        client.run("BACKUP SNAPSHOT monday TO archive");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
        client.run("INSERT INTO orders VALUES ('2026-01-07', 3), ('2026-02-08', 4)", "INSERT INTO plain VALUES (2)");
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void tablesGetTheirOldRowsAndTakeNewOnesAfterwards() throws Exception {
        client.run("RESTORE SNAPSHOT monday FROM archive PROPERTIES (\"reserve_replica\" = \"true\","
                + " \"reserve_dynamic_partition_enable\" = \"TRUE\", \"allow_load\" = \"true\","
                + " \"replication_allocation\" = \"tag.location.default: 1\", \"meta_version\" = \"1\")");

        assertThat(client.awaitJob("SHOW RESTORE"))
                .containsEntry("Status", "[OK]")
                .containsEntry("AllowLoad", "true")
                .containsEntry("ReplicationNum", "1")
                .containsEntry("ReplicaAllocation", "tag.location.default: 1")
                .containsEntry("ReserveReplica", "true")
                .containsEntry("ReserveDynamicPartitionEnable", "true");
        assertThat(ids()).isEqualTo("1,2");
        assertThat(client.query("SELECT a FROM plain")).isEqualTo(List.of(Map.of("a", "1")));
        client.run("INSERT INTO orders VALUES ('2026-02-09', 5)");
        assertThat(ids()).isEqualTo("1,2,5");
    }

    @Test
    void viewsReadTheTablesBesideThemInWhateverDatabaseTheyAre() throws Exception {
        client.run(
                "CREATE VIEW latest AS SELECT max(id) AS id FROM shop.orders",
                "CREATE VIEW next AS SELECT id + 1 AS id FROM latest",
                "BACKUP SNAPSHOT tuesday TO archive ON (orders, latest, next)");
        assertThat(client.awaitJob("SHOW BACKUP"))
                .containsEntry("Status", "[OK]")
                .containsEntry("BackupObjs", "[shop.orders], [shop.latest], [shop.next]");
        assertThat(client.query("SHOW SNAPSHOT ON archive WHERE SNAPSHOT = \"tuesday\""))
                .hasSize(1);
        client.run("CREATE DATABASE copy", "USE copy", "RESTORE SNAPSHOT tuesday FROM archive");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");

        client.run("INSERT INTO copy.orders VALUES ('2026-01-09', 9)");

        assertThat(client.query("SELECT id FROM copy.next")).isEqualTo(List.of(Map.of("id", "10")));
        assertThat(client.query("SELECT id FROM shop.next")).isEqualTo(List.of(Map.of("id", "5")));
    }

    @Test
    void aPartitionIsReplacedAndADroppedOneComesBack() throws Exception {
        client.run("RESTORE SNAPSHOT monday FROM archive ON (orders PARTITION (january))");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(ids()).isEqualTo("1,2,4");

        client.run("ALTER TABLE orders DROP PARTITION january", "RESTORE SNAPSHOT monday FROM archive EXCLUDE (plain)");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(ids()).isEqualTo("1,2");
        assertThat(client.query("SHOW PARTITIONS FROM orders"))
                .extracting(row -> row.get("PartitionName"))
                .containsExactly("january", "february");
        assertThat(client.query("SELECT a FROM plain ORDER BY a")).hasSize(2);
    }

    @Test
    void aTableThatDoesNotFitStaysAsItIsUnlessReplacementIsSaid() throws Exception {
        client.run("DROP TABLE plain", "CREATE TABLE plain (a BIGINT, b INT)", "INSERT INTO plain VALUES (7, 8)");

        client.run("RESTORE SNAPSHOT monday FROM archive ON (plain)");
        Map<String, String> job = client.awaitJob("SHOW RESTORE");
        assertThat(job).containsEntry("State", "CANCELLED");
        assertThat(job.get("Status"))
                .contains("Table plain already exist but with different schema", "BIGINT", "column 2");
        assertThat(client.query("SELECT b FROM plain")).isEqualTo(List.of(Map.of("b", "8")));

        client.run("RESTORE SNAPSHOT monday FROM archive ON (plain)"
                + " PROPERTIES (\"atomic_restore\" = \"true\", \"force_replace\" = \"true\")");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(client.query("SELECT a FROM plain")).isEqualTo(List.of(Map.of("a", "1")));
    }

    @Test
    void whatIsNotInTheSnapshotIsCleanedAndARestartChangesNothing() throws Exception {
        client.run(
                "CREATE TABLE other (a INT)",
                "ALTER TABLE orders ADD PARTITION march VALUES LESS THAN (\"2026-04-01\")",
                "RESTORE SNAPSHOT monday FROM archive"
                        + " PROPERTIES (\"clean_tables\" = \"true\", \"clean_partitions\" = \"true\")");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        client.close();
        server.restart();
        client = server.connect();
        client.run("USE shop");

        assertThat(client.query("SHOW TABLES"))
                .extracting(row -> row.get("Tables_in_shop"))
                .containsExactly("orders", "plain");
        assertThat(client.query("SHOW PARTITIONS FROM orders")).hasSize(2);
        assertThat(ids()).isEqualTo("1,2");
    }

    private String ids() throws SQLException {
        return client.query("SELECT string_agg(id, ',' ORDER BY id) AS ids FROM orders")
                .get(0)
                .get("ids");
    }
}

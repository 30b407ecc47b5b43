package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.job.BackupState;
import io.nineveh.backup.job.JobObserver;
import io.nineveh.backup.job.RestoreState;
import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruncateTableTest {
    /** Holds jobs that come to a state as long as a test wants it. */
    private static final class Hold implements JobObserver {
        private final Enum<?> state;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        Hold(Enum<?> state) {
            this.state = state;
        }

        @Override
        public void entered(long jobId, Enum<?> current) {
            if (current == state) {
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

    private final Hold backup = new Hold(BackupState.SNAPSHOTING);
    private final Hold restore = new Hold(RestoreState.DOWNLOADING);
    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        JobObserver both = new JobObserver() {
            @Override
            public void entered(long jobId, Enum<?> state) {
                backup.entered(jobId, state);
                restore.entered(jobId, state);
            }
        };
        server = TestServer.in(directory, Map.of(), both, Clock.systemUTC());
        client = server.connect();
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a INT) PARTITION BY RANGE (a)"
                        + " (PARTITION p VALUES LESS THAN (10), PARTITION q VALUES LESS THAN (20))"
                        + " DISTRIBUTED BY HASH (a) BUCKETS 2",
                "CREATE TABLE plain (a INT) DISTRIBUTED BY RANDOM BUCKETS 1",
                "INSERT INTO t VALUES (1), (2), (15)",
                "INSERT INTO plain VALUES (7)",
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")));
    }

    @AfterEach
    void stop() throws SQLException {
        backup.released.countDown();
        restore.released.countDown();
        client.close();
        server.close();
    }

    @Test
    void rowsGoAndTheirTabletsTooAndNewRowsCome() throws Exception {
        assertThat(tablets()).isEqualTo(5);
        client.run("TRUNCATE TABLE t PARTITION (p)");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("15");
        client.run("TRUNCATE TABLE d.plain", "INSERT INTO t VALUES (3)", "INSERT INTO plain VALUES (8)");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("18");
        assertThat(client.query("SHOW PARTITIONS FROM t"))
                .extracting(row -> row.get("PartitionName"), row -> row.get("RowCount"))
                .containsExactly(tuple("p", "1"), tuple("q", "1"));
        await().untilAsserted(() -> assertThat(tablets()).isEqualTo(5));
        client.run("TRUNCATE TABLE t");
        client.close();
        server.restart();
        client = server.connect();
        client.run("USE d");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("0");
        assertThat(client.value("SELECT a FROM plain")).isEqualTo("8");
    }

    @Test
    void whatCannotBeTruncatedIsRefused() throws Exception {
        assertThat(client.failure("TRUNCATE TABLE nothing").code()).isEqualTo(1146);
        assertThat(client.failure("TRUNCATE TABLE t PARTITION (p, nothing)").code())
                .isEqualTo(1735);
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("3");
    }

    @Test
    void aBackupThatWasAcceptedBeforeHasTheRows() throws Exception {
        client.run("BACKUP SNAPSHOT l TO r");
        backup.reached.await();
        client.run("TRUNCATE TABLE t", "ALTER TABLE t DROP PARTITION q", "DROP TABLE plain");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("0");

        backup.released.countDown();
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        await().untilAsserted(() -> assertThat(tablets()).isEqualTo(2));

        restore.released.countDown();
        client.run("RESTORE SNAPSHOT l FROM r");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("18");
        assertThat(client.value("SELECT a FROM plain")).isEqualTo("7");
    }

    @Test
    void aBackupGoesOnAfterARestartWithWhatWasTruncated() throws Exception {
        client.run("BACKUP SNAPSHOT l TO r");
        backup.reached.await();
        client.run("TRUNCATE TABLE t");
        client.close();
        server.restart();
        client = server.connect();
        client.run("USE d");
        backup.released.countDown();
        restore.released.countDown();
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        client.run("RESTORE SNAPSHOT l FROM r ON (t AS before)");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(client.value("SELECT sum(a) FROM before")).isEqualTo("18");
    }

    @Test
    void aTableUnderARestoreIsNotTruncated() throws Exception {
        backup.released.countDown();
        client.run("BACKUP SNAPSHOT l TO r");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        client.run("RESTORE SNAPSHOT l FROM r ON (t)");
        restore.reached.await();
        assertThat(client.failure("TRUNCATE TABLE t").message()).contains("state(RESTORE) is not NORMAL");
        client.run("TRUNCATE TABLE plain");
        restore.released.countDown();
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("18");
        assertThat(client.query("SELECT * FROM plain")).isEqualTo(List.of());
    }

    /** How many tablets are on disk. */
    private long tablets() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data/tablets/data"))) {
            return files.filter(Files::isDirectory)
                    .filter(path -> directory
                                    .resolve("data/tablets/data")
                                    .relativize(path)
                                    .getNameCount()
                            == 3)
                    .count();
        }
    }
}

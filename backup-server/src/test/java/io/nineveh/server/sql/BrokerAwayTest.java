package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.server.Broker;
import io.nineveh.broker.server.BrokerConfig;
import io.nineveh.server.CutLine;
import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen, refused and possible while a job waits for a broker that has gone away in the middle of a file. */
class BrokerAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENOUGH_FOR_A_SUBMISSION = 48 << 10;

    @TempDir
    private Path directory;

    private Plugins plugins;
    private Broker broker;
    private CutLine line;
    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        Path root = Files.createDirectories(directory.resolve("remote")).toRealPath();
        Path pluginDirectory = PluginDirectory.in(directory.resolve("broker-plugins"))
                .add("local", LocalPluginFactory.class)
                .path();
        plugins = Plugins.load(pluginDirectory, Map.of("local.roots", root.toString()), TestMemory.ample());
        broker = Broker.start(BrokerConfig.of(Map.of("port", "0")), plugins);
        line = new CutLine(broker.address());
        server = TestServer.in(directory.resolve("server"));
        client = server.connect();
        client.run(
                "ALTER SYSTEM ADD BROKER b \"%s\"".formatted(line.address()),
                "CREATE REPOSITORY r WITH BROKER b ON LOCATION \"file://%s\"".formatted(root),
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a BIGINT, b DOUBLE) DISTRIBUTED BY HASH (a) BUCKETS 2",
                "INSERT INTO t SELECT range, random() FROM range(50000)");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        line.close();
        broker.close();
        plugins.close();
    }

    @Test
    void aBackupTellsWhatItWaitsForAndEndsWhenTheBrokerIsBack() throws Exception {
        line.cutAfter(ENOUGH_FOR_A_SUBMISSION);
        client.run("BACKUP SNAPSHOT l TO r");

        Map<String, String> waiting = awaitError("SHOW BACKUP");
        assertThat(waiting).containsEntry("State", "UPLOADING").containsEntry("Status", "[OK]");
        assertThat(waiting.get("TaskErrMsg")).matches("(?s)\\[\\d+: .+\\]");
        assertThat(waiting.get("UnfinishedTasks")).matches("\\d+=\\d+");
        assertThat(waiting.get("Progress")).matches("\\[\\d+: [0-3]/4\\]");
        assertThat(waiting.get("TaskErrMsg"))
                .startsWith("[" + waiting.get("UnfinishedTasks").split("=", -1)[0]);
        assertThat(waiting).containsEntry("UploadFinishedTime", "\\N").containsEntry("FinishedTime", "\\N");

        assertThat(client.failure("BACKUP SNAPSHOT m TO r").message())
                .contains("Can only run one backup or restore job of a database at same time");
        assertThat(client.failure("RESTORE SNAPSHOT l FROM r").message())
                .contains("Can only run one backup or restore job of a database at same time");
        assertThat(client.failure("DROP REPOSITORY r").message())
                .contains("Backup or restore job is running on this repository. Can not drop it");
        assertThat(client.failure("CANCEL RESTORE").message()).contains("No restore is currently running");
        client.run("INSERT INTO t VALUES (-1, 0)");
        assertThat(errMsg()).matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}: .+");

        line.mend();
        assertThat(client.awaitJob("SHOW BACKUP"))
                .containsEntry("State", "FINISHED")
                .containsEntry("TaskErrMsg", "")
                .containsEntry("UnfinishedTasks", "")
                .containsEntry("Progress", "")
                .containsEntry("Status", "[OK]");
        await().atMost(PATIENCE).until(this::errMsg, "\\N"::equals);
        client.run("RESTORE SNAPSHOT l FROM r ON (t AS copy)");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(client.value("SELECT count(*) FROM copy")).isEqualTo("50000");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("50001");
    }

    @Test
    void aRestoreTellsItTooAndTheErrorGoesWithTheSuccess() throws Exception {
        client.run("BACKUP SNAPSHOT l TO r");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
        // more than the snapshot's description takes, and less than its rows do
        line.cutAfterAnswers(ENOUGH_FOR_A_SUBMISSION);
        client.run("RESTORE SNAPSHOT l FROM r ON (t AS copy)");

        Map<String, String> waiting = awaitError("SHOW RESTORE");
        assertThat(waiting.get("TaskErrMsg")).matches("(?s)\\[\\d+: .+\\]");
        assertThat(waiting.get("Status")).isEqualTo("[OK]");
        assertThat(client.query("SHOW TABLES")).hasSize(1);

        line.mend();
        assertThat(client.awaitJob("SHOW RESTORE"))
                .containsEntry("State", "FINISHED")
                .containsEntry("TaskErrMsg", "");
    }

    private Map<String, String> awaitError(String show) {
        return await().atMost(PATIENCE)
                .until(
                        () -> client.query(show).get(0),
                        row -> !row.get("TaskErrMsg").isEmpty());
    }

    private String errMsg() throws SQLException {
        return client.query("SHOW REPOSITORIES").get(0).get("ErrMsg");
    }
}

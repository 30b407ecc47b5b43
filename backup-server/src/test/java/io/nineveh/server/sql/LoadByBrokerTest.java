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
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads and exports through a real broker, that also goes away in the middle of a file. */
class LoadByBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROWS = 200_000;

    @TempDir
    private Path directory;

    private Path root;
    private Plugins plugins;
    private Broker broker;
    private CutLine line;
    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        root = Files.createDirectories(directory.resolve("remote")).toRealPath();
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
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a BIGINT, b DOUBLE) DISTRIBUTED BY HASH (a) BUCKETS 2",
                "INSERT INTO t SELECT range, random() FROM range(%d)".formatted(ROWS),
                "CREATE TABLE copy (a BIGINT, b DOUBLE)");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        line.close();
        broker.close();
        plugins.close();
    }

    private void export() throws Exception {
        client.run("EXPORT TABLE t TO \"file://%s/x\" WITH BROKER b (\"username\" = \"me\", \"password\" = \"hush\")"
                .formatted(root));
    }

    private void load(String label) throws Exception {
        client.run(
                "LOAD LABEL %s (DATA INFILE(\"file://%s/x_*.csv\") INTO TABLE copy) WITH BROKER \"b\" (\"username\" = \"me\", \"password\" = \"hush\")"
                        .formatted(label, root));
    }

    private Map<String, String> awaitState(String show, String state) {
        return await().atMost(PATIENCE)
                .until(() -> client.query(show).get(0), row -> row.get("State").equals(state));
    }

    @Test
    void whatIsExportedIsLoadedAgain() throws Exception {
        export();
        assertThat(client.awaitJob("SHOW EXPORT")).containsEntry("State", "FINISHED");
        load("l");
        assertThat(client.awaitJob("SHOW LOAD"))
                .containsEntry("State", "FINISHED")
                .containsEntry("TaskInfo", "cluster:b; timeout(s):14400; max_filter_ratio:0.0");
        assertThat(client.value("SELECT count(*) FROM (FROM t EXCEPT FROM copy)"))
                .isEqualTo("0");
        assertThat(client.value("SELECT count(*) FROM copy")).isEqualTo(Integer.toString(ROWS));
    }

    @Test
    void aLoadGoesOnWhenTheBrokerIsBackAndCanBeCancelledMeanwhile() throws Exception {
        export();
        assertThat(client.awaitJob("SHOW EXPORT")).containsEntry("State", "FINISHED");
        line.cutAfterAnswers(1 << 20);
        load("waits");
        load("cancelled");
        awaitState("SHOW LOAD WHERE LABEL = 'waits'", "LOADING");
        client.run("CANCEL LOAD WHERE LABEL = 'cancelled'");
        assertThat(client.query("SHOW LOAD WHERE LABEL = 'cancelled'").get(0))
                .containsEntry("State", "CANCELLED")
                .containsEntry("ErrorMsg", "type:USER_CANCEL; msg:user cancel");
        assertThat(client.value("SELECT count(*) FROM copy")).isEqualTo("0");
        line.mend();
        assertThat(client.awaitJob("SHOW LOAD WHERE LABEL = 'waits'")).containsEntry("State", "FINISHED");
        assertThat(client.value("SELECT count(*) FROM copy")).isEqualTo(Integer.toString(ROWS));
    }

    @Test
    void anUnfinishedExportLeavesNothingAndIsCancelledByARestart() throws Exception {
        line.cutAfter(1 << 20);
        export();
        awaitState("SHOW EXPORT", "EXPORTING");
        client.run("EXPORT TABLE t TO \"file://%s/y\" PROPERTIES (\"label\" = \"y\") WITH BROKER b".formatted(root));
        client.run("CANCEL EXPORT WHERE LABEL = \"y\"");
        client.close();
        server.restart();
        client = server.connect();
        client.run("USE d");
        Map<String, String> job = client.query("SHOW EXPORT ORDER BY JobId").get(0);
        assertThat(job).containsEntry("State", "CANCELLED");
        assertThat(job.get("ErrorMsg")).contains("the server was stopped before the job was finished");
        try (var files = Files.list(root)) {
            assertThat(files.filter(file -> file.getFileName().toString().endsWith(".csv")))
                    .isEmpty();
        }
    }

    @Test
    void anUnfinishedLoadIsCancelledByARestart() throws Exception {
        export();
        assertThat(client.awaitJob("SHOW EXPORT")).containsEntry("State", "FINISHED");
        line.cutAfterAnswers(1 << 20);
        load("l");
        awaitState("SHOW LOAD", "LOADING");
        client.close();
        server.restart();
        line.mend();
        client = server.connect();
        client.run("USE d");
        assertThat(client.query("SHOW LOAD").get(0))
                .containsEntry("State", "CANCELLED")
                .containsEntry(
                        "ErrorMsg",
                        "type:LOAD_RUN_FAIL; msg:the server was stopped before the job was finished. Submit it again.");
        assertThat(client.value("SELECT count(*) FROM copy")).isEqualTo("0");
        await().atMost(PATIENCE)
                .until(() -> client.query("SHOW BROKER").get(0).get("Alive").equals("true"));
        load("l");
        assertThat(client.awaitJob("SHOW LOAD")).containsEntry("State", "FINISHED");
    }
}

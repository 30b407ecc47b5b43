package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.server.Broker;
import io.nineveh.broker.server.BrokerConfig;
import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerStatementsTest {
    @TempDir
    private Path directory;

    @Test
    void aRepositoryIsReachedThroughABroker() throws Exception {
        Path root = Files.createDirectories(directory.resolve("remote")).toRealPath();
        Path pluginDirectory = PluginDirectory.in(directory.resolve("broker-plugins"))
                .add("local", LocalPluginFactory.class)
                .path();
        BrokerConfig config = BrokerConfig.of(Map.of("port", "0"));
        try (Plugins plugins =
                        Plugins.load(pluginDirectory, Map.of("local.roots", root.toString()), TestMemory.ample());
                Broker broker = Broker.start(config, plugins);
                TestServer server = TestServer.in(directory.resolve("server"));
                SqlClient client = server.connect()) {
            String address = "127.0.0.1:" + broker.address().getPort();
            client.run("ALTER SYSTEM ADD BROKER b \"%s\"".formatted(address));
            assertThat(client.query("SHOW BROKER").get(0))
                    .containsEntry("Host", "127.0.0.1")
                    .containsEntry("Alive", "true")
                    .containsEntry("ErrMsg", "")
                    .containsEntry("Plugins", "local");
            assertThat(client.failure("ALTER SYSTEM ADD BROKER b \"%s\"".formatted(address))
                            .message())
                    .contains("has already in brokers");

            client.run("CREATE REPOSITORY r WITH BROKER b ON LOCATION \"file://%s\"".formatted(root)
                    + " PROPERTIES (\"username\" = \"me\", \"password\" = \"hush\")");
            assertThat(client.query("SHOW REPOSITORIES").get(0))
                    .containsEntry("RepoName", "r")
                    .containsEntry("IsReadOnly", "false")
                    .containsEntry("Broker", "b")
                    .containsEntry("Type", "BROKER")
                    .containsEntry("ErrMsg", "\\N");
            assertThat(client.query("SHOW CREATE REPOSITORY FOR r").get(0).get("CreateStmt"))
                    .contains("WITH BROKER `b`", "\"username\" = \"me\"", "\"password\" = \"*XXX\"")
                    .doesNotContain("hush");
            assertThat(client.failure("ALTER SYSTEM DROP ALL BROKER b").message())
                    .contains("is used by");

            client.run(
                    "CREATE DATABASE d",
                    "CREATE TABLE d.t (a INT)",
                    "INSERT INTO d.t VALUES (1), (2)",
                    "BACKUP SNAPSHOT d.l TO r");
            assertThat(client.awaitJob("SHOW BACKUP FROM d")).containsEntry("State", "FINISHED");
            client.run("DROP TABLE d.t", "RESTORE SNAPSHOT d.l FROM r");
            assertThat(client.awaitJob("SHOW RESTORE FROM d")).containsEntry("State", "FINISHED");
            assertThat(client.value("SELECT sum(a) FROM d.t")).isEqualTo("3");
            client.run(
                    "DROP REPOSITORY r",
                    "ALTER SYSTEM DROP BROKER b \"%s\"".formatted(address),
                    "CREATE REPOSITORY IF NOT EXISTS l WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("l")),
                    "CREATE REPOSITORY IF NOT EXISTS l WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("l")));
            assertThat(client.query("SHOW BROKER")).isEmpty();
        }
    }
}

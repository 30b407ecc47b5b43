package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

class RepositoryStatementsTest {
    private static final String TIME = "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}";

    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;
    private String create;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        create = "REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r"));
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a INT)",
                "INSERT INTO t VALUES (1), (2)",
                "CREATE " + create);
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void aRepositoryHasEightCells() throws Exception {
        assertThat(client.columns("SHOW REPOSITORIES"))
                .containsExactly(
                        "RepoId", "RepoName", "CreateTime", "IsReadOnly", "Location", "Broker", "Type", "ErrMsg");
        Map<String, String> row = client.query("SHOW REPOSITORIES").get(0);
        assertThat(row)
                .containsEntry("RepoName", "r")
                .containsEntry("IsReadOnly", "false")
                .containsEntry("Location", server.location("r"))
                .containsEntry("Broker", "-")
                .containsEntry("Type", "LOCAL")
                .containsEntry("ErrMsg", "\\N");
        assertThat(row.get("RepoId")).matches("\\d+");
        assertThat(row.get("CreateTime")).matches(TIME);
    }

    @Test
    void whatIsWrongIsShownAtOnceAndGoneWhenItIsMended() throws Exception {
        Path root = server.files("r");
        Files.move(root, root.resolveSibling("away"));
        assertThat(awaitErrMsg("\\N", false)).matches(TIME + ": .*__repo_info is missing\\. Put it back, .*");

        Files.move(root.resolveSibling("away"), root);
        assertThat(awaitErrMsg("\\N", true)).isEqualTo("\\N");
    }

    @Test
    void droppingForgetsAndCreatingAgainAttaches() throws Exception {
        assertThat(client.failure("DROP REPOSITORY nothing").message()).contains("Repository does not exist");
        backUp("daily");
        Map<String, String> before = client.query("SHOW REPOSITORIES").get(0);
        String statement = client.query("SHOW CREATE REPOSITORY FOR r").get(0).get("CreateStmt");
        client.run("DROP REPOSITORY r");
        assertThat(client.query("SHOW REPOSITORIES")).isEmpty();
        assertThat(client.failure("SHOW SNAPSHOT ON r").message()).contains("Repository r does not exist");
        assertThat(client.failure("RESTORE SNAPSHOT daily FROM r").message()).contains("Repository r does not exist");

        client.run(statement, "DROP TABLE t", "RESTORE SNAPSHOT daily FROM r");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("3");
        assertThat(client.query("SHOW REPOSITORIES").get(0))
                .containsEntry("CreateTime", before.get("CreateTime"))
                .hasEntrySatisfying("RepoId", id -> assertThat(id).isNotEqualTo(before.get("RepoId")));
        assertThat(client.query("SHOW BACKUP").get(0)).containsEntry("SnapshotName", "daily");
    }

    @Test
    void theStatementThatCreatesIsShown() throws Exception {
        assertThat(client.columns("SHOW CREATE REPOSITORY FOR r")).containsExactly("RepoName", "CreateStmt");
        assertThat(client.query("SHOW CREATE REPOSITORY FOR r").get(0))
                .containsEntry("RepoName", "r")
                .containsEntry(
                        "CreateStmt",
                        "CREATE REPOSITORY `r`\nWITH LOCAL\nON LOCATION \"%s\"".formatted(server.location("r")));
        assertThat(client.failure("SHOW CREATE REPOSITORY FOR nothing").message())
                .contains("repository not exist. ");
        client.run("DROP REPOSITORY r", "CREATE READ ONLY " + create);
        assertThat(client.value("SELECT 1")).isEqualTo("1");
        assertThat(client.query("SHOW CREATE REPOSITORY FOR r").get(0).get("CreateStmt"))
                .startsWith("CREATE READ ONLY REPOSITORY `r`\n");
    }

    @Test
    void aReadOnlyRepositoryIsOnlyRead() throws Exception {
        backUp("daily");
        client.run("DROP REPOSITORY r", "CREATE READ ONLY " + create);

        assertThat(client.query("SHOW REPOSITORIES").get(0))
                .containsEntry("IsReadOnly", "true")
                .containsEntry("ErrMsg", "\\N");
        assertThat(client.failure("BACKUP SNAPSHOT weekly TO r").message()).contains("Repository r is read only");
        client.run("RESTORE SNAPSHOT daily FROM r ON (t AS copy)");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
    }

    @Test
    void alteredPropertiesAreTriedBeforeTheyReplaceTheOldOnes() throws Exception {
        client.run("ALTER REPOSITORY r PROPERTIES (\"note\" = \"first\", \"access_key\" = \"hush\")");
        String altered = client.query("SHOW CREATE REPOSITORY FOR r").get(0).get("CreateStmt");
        assertThat(altered).contains("\"note\" = \"first\"", "\"access_key\" = \"*XXX\"");

        Path root = server.files("r");
        Files.move(root, root.resolveSibling("away"));
        assertThat(client.failure("ALTER REPOSITORY r PROPERTIES (\"access_key\" = \"hush\", \"note\" = \"second\")"))
                .satisfies(failure -> assertThat(failure.message())
                        .contains("Repository r keeps its properties, since it cannot be used with the new ones: ")
                        .doesNotContain("hush"));
        Files.move(root.resolveSibling("away"), root);
        assertThat(client.query("SHOW CREATE REPOSITORY FOR r").get(0)).containsEntry("CreateStmt", altered);

        client.run("ALTER REPOSITORY r PROPERTIES (\"note\" = \"\")");
        assertThat(client.query("SHOW CREATE REPOSITORY FOR r").get(0).get("CreateStmt"))
                .contains("access_key")
                .doesNotContain("note");
        backUp("daily");
    }

    @Test
    void whatCannotBeAlteredIsTold() throws Exception {
        assertThat(client.failure("ALTER REPOSITORY nothing PROPERTIES (\"a\" = \"b\")")
                        .message())
                .contains("Repository nothing does not exist");
        assertThat(client.failure("ALTER REPOSITORY r PROPERTIES ()").message()).contains("changes nothing");
        assertThat(client.failure("ALTER REPOSITORY r").message()).contains("ALTER REPOSITORY name PROPERTIES");
    }

    private void backUp(String label) throws SQLException {
        client.run("BACKUP SNAPSHOT %s TO r".formatted(label));
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
    }

    private String awaitErrMsg(String text, boolean isWanted) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> client.query("SHOW REPOSITORIES").get(0).get("ErrMsg"),
                        message -> message.equals(text) == isWanted);
    }
}

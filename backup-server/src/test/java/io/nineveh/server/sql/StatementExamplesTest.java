package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the page about the statements, in their order, as a reader would. */
class StatementExamplesTest {
    private static final Pattern BLOCK =
            Pattern.compile("^### (.+?)$\\n\\n^```sql\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\n");

    /** The statements below a heading. */
    private record Example(String heading, List<String> statements) {}

    @TempDir
    private Path directory;

    @Test
    void allRunOneAfterAnother() throws Exception {
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(10);
        // so slow that what is to be cancelled is under way
        try (TestServer server = TestServer.in(directory, Map.of("job_bytes_per_second", "1MiB"));
                SqlClient client = server.connect();
                SqlClient other = server.connect()) {
            for (Example example : examples) {
                run(example, server, client, other);
            }
            assertThat(client.query("SHOW DATABASES LIKE 'shop'")).isEmpty();
        }
    }

    private static void run(Example example, TestServer server, SqlClient client, SqlClient other)
            throws SQLException, IOException {
        if (example.heading().equals("Backup")) {
            client.run(
                    "INSERT INTO orders SELECT '2026-01-06', range, md5(CAST(random() AS VARCHAR)), 1 FROM range(25000)");
        }
        List<String> statements = example.statements();
        for (int i = 0; i < statements.size(); i++) {
            String sql = adapted(statements.get(i), server, client, other);
            client.execute(sql);
            boolean isCancelledNext =
                    i + 1 < statements.size() && statements.get(i + 1).startsWith("CANCEL");
            if (!isCancelledNext) {
                awaitFinished(sql, client);
            }
        }
    }

    private static void awaitFinished(String sql, SqlClient client) throws SQLException {
        String verb = sql.substring(0, sql.indexOf(' '));
        if (verb.equals("LOAD") || verb.equals("EXPORT")) {
            assertThat(client.awaitJob("SHOW " + verb)).as(sql).containsEntry("State", "FINISHED");
        }
        if (verb.equals("BACKUP") || verb.equals("RESTORE")) {
            assertThat(client.awaitJob("SHOW " + verb)).as(sql).containsEntry("Status", "[OK]");
        }
    }

    /** What differs from one reader to another: directories, and the numbers of connections and tablets. */
    private static String adapted(String sql, TestServer server, SqlClient client, SqlClient other)
            throws SQLException, IOException {
        String adapted = sql.replace("file:///backups/shop", server.location("shop"));
        if (sql.startsWith("KILL")) {
            return adapted.replace("12", other.value("SELECT connection_id()"));
        }
        if (sql.startsWith("SHOW TABLET ")) {
            return "SHOW TABLET "
                    + client.query("SHOW TABLETS FROM orders").get(0).get("TabletId");
        }
        return adapted;
    }

    private static List<Example> examples() throws IOException {
        String page = Files.readString(Path.of("../docs/sql.md"));
        List<Example> examples = new ArrayList<>();
        BLOCK.matcher(page.substring(page.indexOf("\n## Examples\n")))
                .results()
                .forEach(match -> examples.add(new Example(
                        match.group(1),
                        END_OF_STATEMENT.splitAsStream(match.group(2)).toList())));
        return examples;
    }
}

package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import io.nineveh.server.sql.parse.KnownStatements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
    @TempDir
    private static Path directory;

    private static TestServer server;
    private static SqlClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
    }

    @AfterAll
    static void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void everyStatementIsExplained() throws Exception {
        for (StatementForm form : KnownStatements.all()) {
            assertThat(client.query("HELP \"%s\"".formatted(form.words())))
                    .allSatisfy(row -> assertThat(row).containsEntry("name", form.words()))
                    .extracting(row -> row.get("description"))
                    .anySatisfy(text -> assertThat(text).startsWith(form.help()).contains(form.usage()));
        }
    }

    @Test
    void quotesAndCaseDoNotMatter() throws Exception {
        assertThat(client.query("help show   backup").get(0)).containsEntry("name", "SHOW BACKUP");
        assertThat(client.query("HELP 'Show Backup';").get(0))
                .containsEntry("name", "SHOW BACKUP")
                .hasEntrySatisfying("description", text -> assertThat(text).contains("Needs: LOAD"));
    }

    @Test
    void aSubjectOrAWordListsWhatThereIs() throws Exception {
        assertThat(client.query("HELP jobs"))
                .contains(Map.of("name", "BACKUP SNAPSHOT", "is_it_category", "N"))
                .allSatisfy(row -> assertThat(row.get("name")).containsAnyOf("BACKUP", "RESTORE"));
        assertThat(client.query("HELP repository"))
                .extracting(row -> row.get("name"))
                .containsExactly("CREATE REPOSITORY", "ALTER REPOSITORY", "DROP REPOSITORY", "SHOW CREATE REPOSITORY");
        assertThat(client.query("HELP brokers")).hasSize(4);
        assertThat(client.query("HELP weather")).isEmpty();
        assertThat(client.columns("HELP weather")).containsExactly("name", "is_it_category");
    }

    @Test
    void theSubjectsAreListed() throws Exception {
        assertThat(client.columns("HELP")).containsExactly("source_category_name", "name", "is_it_category");
        assertThat(client.query("HELP contents")).isEqualTo(client.query("HELP"));
        assertThat(client.query("HELP"))
                .extracting(row -> row.get("name"))
                .contains("Brokers", "Repositories", "Jobs", "Tables");
    }
}

package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of the server says about a lost password. */
class LostPasswordTest {
    private static final Pattern COMMAND = Pattern.compile("`sqlite3 nineveh-data/metadata\\.db \"(.*?)\"`");

    @TempDir
    private Path directory;

    @Test
    void thePageTellsHowToComeInAgain() throws Exception {
        try (TestServer server = TestServer.in(directory);
                SqlClient root = server.connect()) {
            root.run("SET PASSWORD = PASSWORD('lost')");
            assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
        }
        Matcher command = COMMAND.matcher(Files.readString(Path.of("../docs/server.md")));
        assertThat(command.find()).isTrue();

        try (Connection metadata = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/metadata.db"));
                Statement statement = metadata.createStatement()) {
            assertThat(statement.executeUpdate(command.group(1))).isEqualTo(1);
        }

        try (TestServer server = TestServer.in(directory);
                SqlClient root = server.connect()) {
            assertThat(root.value("SELECT 1")).isEqualTo("1");
        }
    }
}

package io.nineveh.server.sql;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Files beside a server that are loaded into the table {@code t} of the client's database. */
record LoadedFiles(TestServer server, SqlClient client) {

    void write(String name, String content) throws IOException {
        Path file = server.files(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** What SHOW LOAD has of the load when it has ended. */
    Map<String, String> load(String file, String clauses, String properties) throws IOException, SQLException {
        client.run("LOAD LABEL l%d (DATA INFILE(\"%s\") INTO TABLE t %s) WITH LOCAL %s"
                .formatted(System.nanoTime(), server.location(file), clauses, properties));
        return client.awaitJob("SHOW LOAD ORDER BY JobId DESC LIMIT 1");
    }

    /** The rows of a query, their values with bars between. */
    List<String> rows(String query) throws SQLException {
        return client.query(query).stream()
                .map(row -> String.join("|", row.values()))
                .toList();
    }
}

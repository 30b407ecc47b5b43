package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files may look like that are loaded. */
class LoadFormatsTest {
    @TempDir
    private static Path directory;

    private static TestServer server;
    private SqlClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        client = server.connect();
        client.run("CREATE DATABASE d", "USE d", "CREATE TABLE t (a INT, b STRING, c STRING)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        client.run("DROP DATABASE d");
        client.close();
    }

    private static void file(String name, String content) throws IOException {
        Path file = server.files(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Map<String, String> load(String file, String clauses, String properties) throws Exception {
        client.run("LOAD LABEL l%d (DATA INFILE(\"%s\") INTO TABLE t %s) WITH LOCAL %s"
                .formatted(System.nanoTime(), server.location(file), clauses, properties));
        return client.awaitJob("SHOW LOAD ORDER BY JobId DESC LIMIT 1");
    }

    private List<String> rows() throws SQLException {
        return client.query("SELECT a, b, c FROM t ORDER BY a").stream()
                .map(row -> String.join("|", row.values()))
                .toList();
    }

    @Test
    void enclosedValuesHaveSeparatorsAndLinesInThem() throws Exception {
        file(
                "x.csv",
                """
                # it's a comment
                1,'a, b','it''s'\r
                2,'two
                lines\r
                ','say \\\\ or \\' or \\n'
                '3',\\N,'\\N'
                4,it's,''
                """);
        assertThat(load("x.csv", "COLUMNS TERMINATED BY ',' PROPERTIES ('enclose' = \"'\", 'skip_lines' = '1')", ""))
                .containsEntry("State", "FINISHED");
        assertThat(rows())
                .containsExactly("1|a, b|it's", "2|two\nlines\r\n|say \\ or ' or \\n", "3|null|null", "4|it's|");
    }

    @Test
    void badEnclosedValuesAreNamedByTheLineOfTheirRow() throws Exception {
        file("x.csv", "1,\"a\nb\",c\n2,\"a\"b,c\n3,\"\"\n4,\"^\"\",\"\"\"\"\n");
        Map<String, String> job = load(
                "x.csv",
                "COLUMNS TERMINATED BY ','",
                "PROPERTIES ('enclose' = '\"', 'escape' = '^', 'max_filter_ratio' = '0.1')");
        assertThat(job.get("ErrorMsg"))
                .contains(
                        "2 of 4 rows are bad",
                        "x.csv, line 3: a value goes on behind the \" that closes it",
                        "x.csv, line 4: 2 columns, and 3 are expected");

        file("x.csv", "1,a,b\n2,\"a,b\n3,a,b\n");
        assertThat(load("x.csv", "COLUMNS TERMINATED BY ','", "PROPERTIES ('enclose' = '\"', 'max_filter_ratio' = '1')")
                        .get("ErrorMsg"))
                .contains(
                        "x.csv cannot be loaded: it ends in a value that is enclosed and not closed, in the row of line 2");
    }

    @Test
    void doubleQuotesAreTrimmedAndSeparatorsMayBeLong() throws Exception {
        file("x.csv", "1||\"a\"||\"\n2||\"\"||a\"b\n");
        assertThat(load("x.csv", "COLUMNS TERMINATED BY '||' PROPERTIES ('trim_double_quotes' = 'true')", ""))
                .containsEntry("State", "FINISHED");
        file("x.csv", "a||b||c\n3||'|a||b|'||'c'\n");
        assertThat(load(
                        "x.csv",
                        "COLUMNS TERMINATED BY '||' FORMAT AS csv_with_names PROPERTIES ('enclose' = '\\'')",
                        ""))
                .containsEntry("State", "FINISHED");
        assertThat(rows()).containsExactly("1|a|\"", "2||a\"b", "3||a||b||c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROPERTIES ('enclose' = 'ab') | enclose must be one character, not 'ab'",
                "PROPERTIES ('enclose' = 'ä') | enclose must be an ASCII character",
                "PROPERTIES ('escape' = '^') | escape is for characters between",
                "COLUMNS TERMINATED BY ',' PROPERTIES ('enclose' = ',') | choose another enclose",
                "PROPERTIES ('skip_lines' = '-1') | skip_lines must be a number of lines",
                "PROPERTIES ('trim_double_quotes' = 'yes') | Invalid boolean property trim_double_quotes value: yes",
                "PROPERTIES ('header' = '1') | The file properties [header] are not supported",
                "FORMAT AS csv_with_names PROPERTIES ('skip_lines' = '1') | skip_lines cannot be with a format that has names",
                "FORMAT AS parquet PROPERTIES ('skip_lines' = '1') | The properties [skip_lines] are not those of files of this format",
                "COMPRESS_TYPE AS lz4 PROPERTIES ('skip_lines' = '1') | LOAD with COMPRESS_TYPE is not supported",
            })
    void whatCannotBeIsRefusedByTheStatement(String clauses, String message) throws Exception {
        assertThat(client.failure("LOAD LABEL l (DATA INFILE(\"%s\") INTO TABLE t %s) WITH LOCAL"
                                .formatted(server.location("x"), clauses))
                        .message())
                .contains(message);
    }
}

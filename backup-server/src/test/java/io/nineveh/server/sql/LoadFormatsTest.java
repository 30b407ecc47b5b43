package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
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
    private LoadedFiles files;

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
        files = new LoadedFiles(server, client);
        client.run("CREATE DATABASE d", "USE d", "CREATE TABLE t (a INT, b STRING, c STRING)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        client.run("DROP DATABASE d");
        client.close();
    }

    private void file(String name, String content) throws IOException {
        files.write(name, content);
    }

    private Map<String, String> load(String file, String clauses, String properties) throws Exception {
        return files.load(file, clauses, properties);
    }

    private List<String> rows() throws SQLException {
        return files.rows("SELECT a, b, c FROM t ORDER BY a");
    }

    @Test
    void enclosedValuesHaveSeparatorsAndLinesInThem() throws Exception {
        file("x.csv", """
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

    @Test
    void jsonIsAnArrayOrSeveralValuesAcrossLines() throws Exception {
        file(
                "x.json",
                "\uFEFF[\n  {\"a\": 1,\n \"B\": [1.50, {}],\n \"z\": 0},\n  {\"a\": 2, \"c\": null}\n]\n[{\"a\": 3, \"b\": \"x\"}]");
        assertThat(load("x.json", "PROPERTIES ('strip_outer_array' = 'true', 'num_as_string' = 'true')", ""))
                .containsEntry("State", "FINISHED");
        file("y.json", "{\"a\": 4}\n{\"a\":\n5}[6]");
        assertThat(load("y.json", "FORMAT AS json PROPERTIES ('read_json_by_line' = 'false')", "")
                        .get("ErrorMsg"))
                .contains(
                        "1 of 3 rows are bad",
                        "y.json, line 3: it is an array and no JSON object; set strip_outer_array");
        assertThat(rows()).containsExactly("1|[1.50,{}]|null", "2|null|null", "3|x|null");

        file("y.json", "[{\"a\": 4},\n{\"a\": 5}\n{");
        assertThat(load("y.json", "PROPERTIES ('strip_outer_array' = 'true')", "PROPERTIES ('max_filter_ratio' = '1')")
                        .get("ErrorMsg"))
                .contains("y.json cannot be loaded: it is no JSON", "(line 3)");
    }

    @Test
    void pathsTellWhereValuesAre() throws Exception {
        file("x.json", """
                {"data": [{"k": {"id": 1}, "tags": ["p", "q"]}, {"k": {"id": 2}, "a.b": true}]}
                {"data": {"k": {"id": 3}}}
                {"other": 1}
                """);
        String clauses =
                "(c, a, b) PROPERTIES ('json_root' = '$.data', 'strip_outer_array' = 'true', 'read_json_by_line' = '%s',"
                        + " 'jsonpaths' = '[\"$[\\\\\"a.b\\\\\"]\", \"$.k.id\", \"$.tags[1]\"]')";
        assertThat(load("x.json", clauses.formatted("true"), "PROPERTIES ('max_filter_ratio' = '0.25')"))
                .containsEntry("EtlInfo", "unselected.rows=0; dpp.abnorm.ALL=1; dpp.norm.ALL=3");
        assertThat(rows()).containsExactly("1|q|null", "2|null|true", "3|null|null");

        assertThat(load("x.json", clauses.formatted("false"), "").get("ErrorMsg"))
                .contains("1 of 4 rows are bad", "x.json, line 3: it has nothing at $.data");
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
                "FORMAT AS json PROPERTIES ('skip_lines' = '1') | The properties [skip_lines] are not those of files of this format",
                "FORMAT AS csv PROPERTIES ('json_root' = '$.a') | The properties [json_root] are not those of files of this format",
                "PROPERTIES ('json_root' = 'a') | 'a' is no path to one place in JSON",
                "PROPERTIES ('jsonpaths' = '[\"$.a[*]\"]') | '$.a[*]' is no path to one place in JSON",
                "PROPERTIES ('jsonpaths' = '$.a') | '$.a' is no JSON array of paths",
                "FORMAT AS json (a, b) PROPERTIES ('jsonpaths' = '[\"$.a\"]') | jsonpaths has 1 paths, and there are the columns [a, b]",
                "PROPERTIES ('fuzzy_parse' = 'true') | The file properties [fuzzy_parse] are not supported",
                "COMPRESS_TYPE AS lz4 PROPERTIES ('skip_lines' = '1') | LOAD with COMPRESS_TYPE is not supported",
            })
    void whatCannotBeIsRefusedByTheStatement(String clauses, String message) throws Exception {
        assertThat(client.failure("LOAD LABEL l (DATA INFILE(\"%s\") INTO TABLE t %s) WITH LOCAL"
                                .formatted(server.location("x"), clauses))
                        .message())
                .contains(message);
    }
}

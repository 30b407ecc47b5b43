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

/** How the columns of files become those of a table. */
class LoadMappingTest {
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
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a INT NOT NULL, b VARCHAR(6), c DATE, line BIGINT DEFAULT '7')"
                        + " PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (100))");
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
        return files.rows("SELECT a, b, c, line FROM t ORDER BY a, b");
    }

    @Test
    void columnsAreComputedFromThoseOfTheFile() throws Exception {
        file("x", "1\tone\t03/02/2026\n2\ttwo\t\\N\n");
        Map<String, String> job =
                load("x", "(a, word, day) SET (B = upper(word), c = strptime(`day`, \"%d/%m/%Y\"), line = a + 1)", "");
        assertThat(job)
                .containsEntry("State", "FINISHED")
                .containsEntry("EtlInfo", "unselected.rows=0; dpp.abnorm.ALL=0; dpp.norm.ALL=2");
        assertThat(rows()).containsExactly("1|ONE|2026-02-03|2", "2|TWO|null|3");
    }

    @Test
    void aColumnCanBeComputedFromItselfAndWithoutAListTheFileHasThoseOfTheTable() throws Exception {
        file("x", "n1\tone\t2026-02-03\t5\n");
        assertThat(load("x", "SET (a = CAST(substr(a, 2) AS INT) * 10)", "")).containsEntry("State", "FINISHED");
        file("x.json", "{\"a\": 2, \"B\": \"two\"}");
        assertThat(load("x.json", "(a, b) SET (b = concat(b, '{}%'), line = length(b))", ""))
                .containsEntry("State", "FINISHED");
        assertThat(rows()).containsExactly("2|two{}%|null|3", "10|one|2026-02-03|5");
    }

    @Test
    void directoriesGiveColumnsToo() throws Exception {
        file("in/c=2026-02-03/city=Ur/x.csv", "1\n");
        file("in/c=2026-02-04/city=__HIVE_DEFAULT_PARTITION__/x.csv", "2\n");
        assertThat(load("in/*/*/*", "(a) COLUMNS FROM PATH AS (city, c) SET (b = city)", ""))
                .containsEntry("State", "FINISHED");
        assertThat(rows()).containsExactly("1|Ur|2026-02-03|7", "2|null|2026-02-04|7");

        assertThat(load("in/*/*/*", "(a) COLUMNS FROM PATH AS (line)", "").get("ErrorMsg"))
                .contains("Fail to parse columnsFromPath, expected: [line]", "x.csv has no directory 'line=…'");
    }

    @Test
    void rowsAreSelectedBeforeAndAfterTheyAreConverted() throws Exception {
        file("x", "1\tone\nnone\tskip\n2\ttwo\n300\tfar\n\\N\tnull\n3\tx\n");
        Map<String, String> job = load(
                "x",
                "(a, word) SET (b = word) PRECEDING FILTER word <> \"skip\" WHERE a < 100 AND b <> 'x' AND line = 7",
                "");
        assertThat(job)
                .containsEntry("State", "FINISHED")
                .containsEntry("EtlInfo", "unselected.rows=4; dpp.abnorm.ALL=0; dpp.norm.ALL=2");
        assertThat(job.get("JobDetails")).contains("\"ScannedRows\":6");
        assertThat(rows()).containsExactly("1|one|null|7", "2|two|null|7");
    }

    @Test
    void aRowThatAnExpressionFailsForIsBad() throws Exception {
        file("x", "1\t10\n2\tten\n3\t30\n4\t1234567\n5\n");
        assertThat(load("x", "(a, n) SET (b = n, line = CAST(n AS BIGINT))", "").get("ErrorMsg"))
                .contains(
                        "3 of 5 rows are bad",
                        "line 2: the expression of column 'line' cannot be computed",
                        "line 4: column 'b' (VARCHAR(6)) is too short",
                        "line 5: 1 columns, and 2 are expected");
        assertThat(load("x", "(a, n) PRECEDING FILTER CAST(n AS INT) < 20 WHERE a > 0", "")
                        .get("ErrorMsg"))
                .contains("2 of 3 rows are bad", "line 2: PRECEDING FILTER cannot be computed");
        assertThat(load("x", "(a, b) WHERE CAST(b AS INT) < 20", "").get("ErrorMsg"))
                .contains("line 2: WHERE cannot be computed");

        assertThat(load(
                        "x",
                        "(a, n) SET (line = CAST(n AS BIGINT))",
                        "PROPERTIES (\"strict_mode\" = \"false\", \"max_filter_ratio\" = \"0.2\")"))
                .containsEntry("EtlInfo", "unselected.rows=0; dpp.abnorm.ALL=1; dpp.norm.ALL=4");
        assertThat(rows())
                .containsExactly("1|null|null|10", "2|null|null|null", "3|null|null|30", "4|null|null|1234567");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(a, word) SET (b = concat(word, words)) | \"words\"",
                "(a, word, unused) SET (b = word) | Unknown column 'unused' in 't'",
                "(a) SET (z = 1) | Unknown column 'z' in 't'",
                "(b) SET (c = NULL) | Field 'a' doesn't have a default value",
                "(a, A) | Column 'A' specified twice",
                "(a) SET (b = 1, B = 2) | specified twice",
                "(a, word) SET (b = word + 1) | No function matches",
                "(a, b) WHERE word = 'x' | word",
                "(a, b) WHERE a > 1 WHERE b > 2 | WHERE is given twice",
                "(a, b) SET (c = (SELECT max(c) FROM t)) | cannot read tables",
                "(a, b) WHERE a IN (SELECT 1) | cannot have a subquery",
                "(a) SET (b = random()) | cannot have a subquery, or a function that gives another value for each row",
                "(a) SET (b = current_setting('threads')) | the function current_setting is not offered",
                "(word) PRECEDING FILTER word > '1' | no column of table 't' is loaded",
            })
    void whatCannotBeIsRefusedByTheStatement(String clauses, String message) throws Exception {
        assertThat(client.failure("LOAD LABEL l (DATA INFILE(\"%s\") INTO TABLE t %s) WITH LOCAL"
                                .formatted(server.location("x"), clauses))
                        .message())
                .contains(message);
    }
}

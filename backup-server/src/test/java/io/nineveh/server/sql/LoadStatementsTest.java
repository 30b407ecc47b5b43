package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadStatementsTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a INT NOT NULL, b STRING, c DATE DEFAULT '2026-01-01') PARTITION BY RANGE (a)"
                        + " (PARTITION p VALUES LESS THAN (100), PARTITION q VALUES LESS THAN (200))"
                        + " DISTRIBUTED BY HASH (a) BUCKETS 2");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private void file(String name, String content) throws IOException {
        Path file = server.files(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Map<String, String> load(String label, String descriptions, String rest) throws SQLException {
        client.run("LOAD LABEL d.%s (%s) WITH LOCAL (\"password\" = \"hush\") %s".formatted(label, descriptions, rest));
        return client.awaitJob("SHOW LOAD WHERE LABEL = \"%s\"".formatted(label));
    }

    private String infile(String name) throws IOException {
        return "DATA INFILE(\"%s\") INTO TABLE t ".formatted(server.location(name));
    }

    @Test
    void filesThatAGlobMatchesAreLoaded() throws Exception {
        file("in/1.csv", "1,one,2026-02-03\n2,\\N,\\N\n");
        file("in/2.csv", "101,a hundred,2026-02-04\n");
        file("in/3.json", "{\"a\": 3, \"b\": \"three\"}\n");
        Map<String, String> job = load("l", infile("in/*") + "COLUMNS TERMINATED BY \",\"", "");
        assertThat(job)
                .containsEntry("State", "FINISHED")
                .containsEntry("Progress", "100.00% (3/3)")
                .containsEntry("Type", "BROKER")
                .containsEntry("EtlInfo", "unselected.rows=0; dpp.abnorm.ALL=0; dpp.norm.ALL=4")
                .containsEntry("TaskInfo", "cluster:LOCAL; timeout(s):14400; max_filter_ratio:0.0")
                .containsEntry("ErrorMsg", "\\N");
        assertThat(job.get("JobDetails")).contains("\"FileNumber\":3", "\"ScannedRows\":4");
        assertThat(job.toString()).doesNotContain("hush");
        assertThat(client.query("SELECT * FROM t ORDER BY a"))
                .extracting(row -> String.join("|", row.get("a"), row.get("b"), row.get("c")))
                .containsExactly("1|one|2026-02-03", "2|null|null", "3|three|null", "101|a hundred|2026-02-04");
        assertThat(client.query("SHOW PARTITIONS FROM t"))
                .extracting(row -> row.get("VisibleVersion"))
                .containsExactly("2", "2");
        assertThat(server.files("../data/tablets/exchange")).isEmptyDirectory();
        assertThat(client.columns("SHOW LOAD"))
                .containsExactly(
                        "JobId",
                        "Label",
                        "State",
                        "Progress",
                        "Type",
                        "EtlInfo",
                        "TaskInfo",
                        "ErrorMsg",
                        "CreateTime",
                        "EtlStartTime",
                        "EtlFinishTime",
                        "LoadStartTime",
                        "LoadFinishTime",
                        "URL",
                        "JobDetails",
                        "TransactionId",
                        "ErrorTablets",
                        "User",
                        "Comment");
    }

    @Test
    void columnsAndPartitionsAreChosen() throws Exception {
        file("x", "one\t1\ntwo\t150\n");
        assertThat(load("l", infile("x") + "PARTITION (p) (b, a)", "PROPERTIES (\"max_filter_ratio\" = \"0.5\")"))
                .containsEntry("State", "FINISHED")
                .containsEntry("EtlInfo", "unselected.rows=0; dpp.abnorm.ALL=1; dpp.norm.ALL=1");
        assertThat(client.query("SELECT * FROM t").get(0))
                .containsEntry("a", "1")
                .containsEntry("b", "one")
                .containsEntry("c", "2026-01-01");
    }

    @Test
    void tooManyBadRowsCancelAndTheFirstAreNamed() throws Exception {
        file("x.csv", "1\tone\nx\ttwo\n3\n");
        Map<String, String> job = load("l", infile("x.csv") + "(a, b)", "");
        assertThat(job).containsEntry("State", "CANCELLED");
        assertThat(job.get("ErrorMsg"))
                .contains(
                        "type:ETL_QUALITY_UNSATISFIED; msg:quality not good enough to cancel: 2 of 3 rows are bad",
                        "x.csv, line 2: column 'a' (INT) cannot take 'x'",
                        "x.csv, line 3: 1 columns, and 2 are expected");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("0");
        assertThat(load("l", infile("x.csv") + "(a, b)", "PROPERTIES (\"max_filter_ratio\" = \"0.7\")"))
                .containsEntry("State", "FINISHED");
        assertThat(client.failure("LOAD LABEL l (%s) WITH LOCAL".formatted(infile("x.csv")))
                        .message())
                .contains("Label [l] has already been used");
        assertThat(client.query("SHOW LOAD WHERE LABEL LIKE 'l%' AND STATE = 'cancelled'"))
                .hasSize(1);
        assertThat(client.query("SHOW LOAD ORDER BY JobId DESC LIMIT 1"))
                .extracting(row -> row.get("State"))
                .containsExactly("FINISHED");
        assertThat(client.query("SHOW LOAD ORDER BY State, JobId LIMIT 1, 5")).hasSize(1);
    }

    @Test
    void valuesThatDoNotConvertMayBecomeNull() throws Exception {
        file("x", "1\tone\tyesterday\n");
        assertThat(load("l", infile("x"), "PROPERTIES (\"strict_mode\" = \"false\")"))
                .containsEntry("State", "FINISHED");
        assertThat(client.query("SELECT c FROM t").get(0)).containsEntry("c", null);
    }

    @Test
    void rowsOfSeveralTablesBecomeVisibleTogetherOrNotAtAll() throws Exception {
        client.run("CREATE TABLE u (a INT)");
        file("t", "1\tone\t\\N\n");
        file("u", "bad\n");
        String both = infile("t") + ", DATA INFILE(\"%s\") INTO TABLE u".formatted(server.location("u"));
        assertThat(load("l", both, "")).containsEntry("State", "CANCELLED");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("0");
        file("u", "5\n6\n");
        assertThat(load("l", both, "")).containsEntry("State", "FINISHED");
        assertThat(client.value("SELECT sum(u.a) FROM t, u")).isEqualTo("11");
    }

    @Test
    void loadsIntoOneTableAtTheSameTimeAllCount() throws Exception {
        file("x", "1\tone\t\\N\n".repeat(2000));
        for (int i = 0; i < 6; i++) {
            client.run("LOAD LABEL l%d (%s) WITH LOCAL".formatted(i, infile("x")));
        }
        for (int i = 0; i < 6; i++) {
            assertThat(client.awaitJob("SHOW LOAD WHERE LABEL = 'l%d'".formatted(i)))
                    .containsEntry("State", "FINISHED");
        }
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("12000");
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        String where = infile("x");
        assertThat(client.failure("LOAD LABEL l (%s) WITH BROKER nope".formatted(where))
                        .message())
                .contains("Unknown broker name(nope)");
        assertThat(client.failure("LOAD LABEL l (%s (a, z)) WITH LOCAL".formatted(where))
                        .message())
                .contains("Unknown column 'z'");
        assertThat(client.failure("LOAD LABEL l (%s PARTITION (z)) WITH LOCAL".formatted(where))
                        .message())
                .contains("Unknown partition 'z'");
        assertThat(client.failure("LOAD LABEL l (%s (a, b) WHERE a > 1 ORDER BY a) WITH LOCAL".formatted(where))
                        .message())
                .contains("LOAD with ORDER BY is not supported");
        assertThat(client.failure("LOAD LABEL l (%s DELETE ON a > 1) WITH LOCAL".formatted(where))
                        .message())
                .contains("LOAD with DELETE ON is not supported");
        assertThat(client.failure("LOAD LABEL l (%s FORMAT AS orc) WITH LOCAL".formatted(where))
                        .message())
                .contains("The format \"orc\" is not supported");
        assertThat(client.failure("LOAD LABEL l (%s) WITH LOCAL PROPERTIES (\"priority\" = \"HIGH\")".formatted(where))
                        .message())
                .contains("[priority] are not supported");
        assertThat(client.failure("CANCEL LOAD WHERE LABEL = 'l'").message()).contains("There is no such load job");
        assertThat(client.failure("SHOW LOAD ORDER BY z").message()).contains("Unknown column 'z' in ORDER BY");
        assertThat(load("l", where, "").get("ErrorMsg")).contains("No source file in this table(t)");
        assertThat(client.failure("CANCEL LOAD WHERE LABEL = 'l'").message()).contains("is CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv_with_names", "json", "parquet"})
    void whatIsExportedCanBeLoadedAgain(String format) throws Exception {
        client.run("INSERT INTO t VALUES (1, 'one', '2026-02-03'), (2, NULL, NULL), (150, 'a, b', '2026-02-04')");
        client.run(
                "EXPORT TABLE t TO \"%s\" PROPERTIES (\"format\" = \"%s\", \"label\" = \"e\") WITH LOCAL (\"password\" = \"hush\")"
                        .formatted(server.location("out/x"), format));
        Map<String, String> job = client.awaitJob("SHOW EXPORT WHERE LABEL = 'e'");
        assertThat(job)
                .containsEntry("State", "FINISHED")
                .containsEntry("Progress", "100%")
                .containsEntry("Timeout", "7200")
                .containsEntry("Path", server.location("out/x"))
                .containsEntry("ErrorMsg", "\\N");
        assertThat(job.toString()).doesNotContain("hush").contains("\"totalRows\":\"3\"");
        assertThat(server.files("out"))
                .isDirectoryContaining(
                        file -> file.getFileName().toString().matches("x_[0-9a-f]+-[0-9a-f]+_0\\.[a-z]+"));
        client.run("CREATE TABLE copy (a INT, b STRING, c DATE)");
        client.run("LOAD LABEL l (DATA INFILE(\"%s\") INTO TABLE copy FORMAT AS \"%s\") WITH LOCAL"
                .formatted(server.location("out/x_*"), format));
        assertThat(client.awaitJob("SHOW LOAD")).containsEntry("State", "FINISHED");
        assertThat(client.query("SELECT * FROM copy ORDER BY a")).isEqualTo(client.query("SELECT * FROM t ORDER BY a"));
        assertThat(client.columns("SHOW EXPORT"))
                .containsExactly(
                        "JobId",
                        "Label",
                        "State",
                        "Progress",
                        "TaskInfo",
                        "Path",
                        "CreateTime",
                        "StartTime",
                        "FinishTime",
                        "Timeout",
                        "ErrorMsg",
                        "OutfileInfo");
    }

    @Test
    void anExportIsOfPartitionsRowsAndColumns() throws Exception {
        client.run("INSERT INTO t VALUES (1, 'one', NULL), (2, 'two', NULL), (150, 'x', NULL)");
        client.run(
                "EXPORT TABLE d.t PARTITION (p) WHERE a > 1 AND b <> \"x\" TO \"%s/\" PROPERTIES (\"column_separator\" = \"\\\\x01\", \"columns\" = \"b, a\") WITH LOCAL"
                        .formatted(server.location("out")));
        assertThat(client.awaitJob("SHOW EXPORT")).containsEntry("State", "FINISHED");
        try (var files = Files.list(server.files("out"))) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("two\u00012"));
        }
        client.run("EXPORT TABLE t TO \"%s\" PROPERTIES (\"column_separator\" = \"o\") WITH LOCAL"
                .formatted(server.location("bad")));
        Map<String, String> job = client.awaitJob("SHOW EXPORT");
        assertThat(job).containsEntry("State", "CANCELLED");
        assertThat(job.get("ErrorMsg")).contains("choose another column_separator");
        assertThat(client.failure("EXPORT TABLE t TO \"%s\" PROPERTIES (\"max_file_size\" = \"1\") WITH LOCAL"
                                .formatted(server.location("x")))
                        .message())
                .contains("[max_file_size] are not supported");
        assertThat(client.failure("EXPORT TABLE t TO \"%s\" PROPERTIES (\"columns\" = \"a,z\") WITH LOCAL"
                                .formatted(server.location("x")))
                        .message())
                .contains("Unknown column 'z'");
    }

    @Test
    void whatWasLoadedIsThereAfterARestartAndLabelsAreKnown() throws Exception {
        file("x", "1\tone\t\\N\n");
        assertThat(load("l", infile("x"), "")).containsEntry("State", "FINISHED");
        client.close();
        server.restart();
        client = server.connect();
        client.run("USE d");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("1");
        assertThat(client.failure("LOAD LABEL l (%s) WITH LOCAL".formatted(infile("x")))
                        .message())
                .contains("Label [l] has already been used");
        client.run("DROP DATABASE d");
        assertThat(client.query("SHOW LOAD FROM d")).hasSize(1);
        await().atMost(Duration.ofSeconds(1))
                .until(() -> List.of("FINISHED")
                        .contains(client.query("SHOW LOAD FROM d").get(0).get("State")));
    }
}

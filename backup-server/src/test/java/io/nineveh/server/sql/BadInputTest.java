package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
    @TempDir
    private static Path directory;

    private static TestServer server;
    private static SqlClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a INT, b DATE) PARTITION BY RANGE (b) (PARTITION p VALUES LESS THAN (\"2026-02-01\"))",
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")),
                "BACKUP SNAPSHOT taken TO r");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
    }

    @AfterAll
    static void stop() throws SQLException {
        client.close();
        server.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                // names
                refusal("USE nowhere", 1049, "42000", "Unknown database 'nowhere'"),
                refusal("CREATE DATABASE d", 1007, "HY000", "database exists"),
                refusal("DROP DATABASE nowhere", 1008, "HY000", "database doesn't exist"),
                refusal("CREATE TABLE t (a INT)", 1050, "42S01", "Table 't' already exists"),
                refusal("DROP TABLE nothing", 1051, "42S02", "Unknown table 'd.nothing'"),
                refusal("DESC nothing", 1146, "42S02", "Unknown table 'nothing'"),
                refusal("SELECT * FROM nothing", 1146, "42S02", "nothing"),
                refusal("SELECT nothing FROM t", 1054, "42S22", "nothing"),
                refusal("ALTER TABLE t DROP PARTITION nothing", 1735, "HY000", "Unknown partition 'nothing'"),
                refusal("CREATE TABLE `no/name` (a INT)", 1105, "HY000", "Incorrect table name 'no/name'"),
                // statements
                refusal("SHOW BAKUP", 1235, "42000", "the nearest that is: SHOW BACKUP"),
                refusal("MERGE INTO t USING u", 1235, "42000", "'MERGE INTO t' is not supported"),
                refusal("SHOW PROC '/brokers'", 1235, "42000", "'SHOW PROC' is not supported; SHOW BROKER, "),
                refusal(
                        "show backends",
                        1235,
                        "42000",
                        "'show backends' is not supported; one server keeps all tablets"),
                refusal("SHOW ALTER TABLE COLUMN FROM d", 1235, "42000", "; ALTER TABLE has changed the table when it"),
                refusal("RECOVER TABLE t", 1235, "42000", "RESTORE SNAPSHOT brings it back from a backup"),
                refusal("LOCK TABLES t READ", 1235, "42000", "leave it out"),
                refusal("BACKUP SNAPSHOT l INTO r", 1064, "42000", "line 1, column 19, near 'INTO'"),
                refusal("", 1064, "42000", "empty"),
                // tables
                refusal(
                        "CREATE TABLE u (a INT, b INT HLL_UNION) AGGREGATE KEY (a)",
                        1235,
                        "42000",
                        "the aggregation HLL_UNION is not supported"),
                refusal("CREATE TABLE u (a INT, A INT)", 1105, "HY000", "Duplicate column name 'A'"),
                refusal("CREATE TABLE u (a INT) DISTRIBUTED BY HASH (b)", 1054, "42S22", "Unknown column 'b'"),
                refusal("CREATE TABLE u (a INT DEFAULT 'x')", 1105, "HY000", "Invalid value 'x' for column 'a'"),
                refusal(
                        "CREATE TABLE u (a INT) PROPERTIES (\"replication_num\" = \"3\")",
                        1105,
                        "HY000",
                        "there is one backend"),
                refusal(
                        "ALTER TABLE t ADD PARTITION q VALUES LESS THAN (\"2026-01-01\")",
                        1105,
                        "HY000",
                        "is intersected with"),
                // repositories and brokers
                refusal("DROP REPOSITORY nothing", 1105, "HY000", "Repository does not exist"),
                refusal("SHOW SNAPSHOT ON nothing", 1105, "HY000", "Repository nothing does not exist"),
                refusal(
                        "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"file:///x\"",
                        1105,
                        "HY000",
                        "repository with same name already exist: r"),
                refusal(
                        "CREATE REPOSITORY out WITH LOCAL ON LOCATION \"file:///etc\"",
                        1105,
                        "HY000",
                        "Failed to create repository out"),
                refusal(
                        "CREATE REPOSITORY s WITH S3 ON LOCATION \"s3://bucket/a\"",
                        1105,
                        "HY000",
                        "no plugin of this server serves s3://"),
                refusal(
                        "CREATE REPOSITORY b WITH BROKER nobody ON LOCATION \"file:///a\"",
                        1105,
                        "HY000",
                        "Unknown broker name(nobody)"),
                refusal("ALTER SYSTEM ADD BROKER b \"nowhere\"", 1105, "HY000", "Invalid host port: 'nowhere'"),
                refusal("ALTER SYSTEM DROP ALL BROKER nobody", 1105, "HY000", "Unknown broker name(nobody)"),
                // jobs
                refusal("BACKUP SNAPSHOT l TO nothing", 1105, "HY000", "Repository nothing does not exist"),
                refusal("BACKUP SNAPSHOT l TO r ON (nothing)", 1146, "42S02", "nothing"),
                refusal("BACKUP SNAPSHOT l TO r ON (t PARTITION (nothing))", 1735, "HY000", "nothing"),
                refusal("BACKUP SNAPSHOT taken TO r", 1105, "HY000", "Snapshot with name 'taken' already exist"),
                refusal("BACKUP SNAPSHOT `a b` TO r", 1105, "HY000", "Label format error"),
                refusal("RESTORE SNAPSHOT missing FROM r", 1105, "HY000", "missing"),
                refusal(
                        "RESTORE SNAPSHOT taken FROM r PROPERTIES (\"backup_timestamp\" = \"2001-01-01-00-00-00\")",
                        1105,
                        "HY000",
                        "2001-01-01-00-00-00"),
                refusal(
                        "RESTORE SNAPSHOT taken FROM r ON (nothing AS u)",
                        1146,
                        "42S02",
                        "Table nothing does not exist in snapshot taken"),
                refusal("RESTORE SNAPSHOT taken FROM r EXCLUDE (nothing)", 1146, "42S02", "nothing"),
                refusal("CANCEL BACKUP", 1105, "HY000", "No backup job is currently running"),
                refusal("CANCEL RESTORE", 1105, "HY000", "No restore is currently running"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalSaysWhyAndHasMySqlsNumber(String sql, int code, String state, String message) throws SQLException {
        SqlClient.Failure failure = client.failure(sql);
        assertThat(failure.message()).contains(message);
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
        assertThat(failure.state()).isEqualTo(state);
    }

    @Test
    void withoutADatabaseAStatementAsksForOne() throws SQLException {
        try (SqlClient other = server.connect()) {
            SqlClient.Failure failure = other.failure("SHOW TABLES");
            assertThat(failure.message()).contains("No database selected");
            assertThat(failure.code()).isEqualTo(1046);
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsShownAndNotUsed() throws SQLException {
        client.run("ALTER SYSTEM ADD BROKER dead \"127.0.0.1:1\"");
        try {
            assertThat(client.query("SHOW BROKER").get(0))
                    .containsEntry("Name", "dead")
                    .containsEntry("Alive", "false")
                    .containsEntry("LastStartTime", "\\N")
                    .hasEntrySatisfying("ErrMsg", text -> assertThat(text).isNotEmpty());
            assertThat(client.failure("CREATE REPOSITORY b WITH BROKER dead ON LOCATION \"file:///a\"")
                            .message())
                    .contains("failed to find alive broker: dead");
        } finally {
            client.run("ALTER SYSTEM DROP ALL BROKER dead");
        }
    }

    private static Arguments refusal(String sql, int code, String state, String message) {
        return Arguments.of(sql, code, state, message);
    }
}

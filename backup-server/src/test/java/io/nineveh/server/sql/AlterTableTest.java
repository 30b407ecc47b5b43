package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlterTableTest {
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
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a INT) COMMENT 'old' PARTITION BY RANGE (a)"
                        + " (PARTITION p VALUES LESS THAN (10), PARTITION q VALUES LESS THAN (20))"
                        + " PROPERTIES (\"replication_num\" = \"1\", \"kept\" = \"yes\")",
                "CREATE TABLE plain (a INT)",
                "INSERT INTO t VALUES (1), (15)",
                "INSERT INTO plain VALUES (7)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        client.run("DROP DATABASE d");
        client.close();
    }

    @Test
    void propertiesAreAddedAndChangedAndTheOthersStay() throws SQLException {
        client.run("ALTER TABLE t SET (\"colour\" = \"red\", number = 1)", "ALTER TABLE d.t SET (\"colour\" = 'blue')");
        assertThat(definition("t")).contains("\"colour\" = \"blue\"", "\"number\" = \"1\"", "\"kept\" = \"yes\"");
        assertThat(client.failure("ALTER TABLE t SET (\"replication_num\" = \"3\")")
                        .message())
                .contains("there is one backend");
        assertThat(client.failure("ALTER TABLE t SET ()").message()).contains("Properties is not set");
        assertThat(client.failure("ALTER TABLE nothing SET (\"a\" = \"b\")").code())
                .isEqualTo(1146);
        assertThat(definition("t")).contains("\"replication_num\" = \"1\"");
    }

    @Test
    void aRenamedTableHasItsRowsUnderTheNewNameAlone() throws Exception {
        client.run(
                "ALTER TABLE t RENAME u",
                "ALTER TABLE plain RENAME `plain-2`",
                "INSERT INTO u VALUES (2)",
                "INSERT INTO `plain-2` PARTITION (`plain-2`) VALUES (8)",
                "CREATE TABLE t (b INT)");
        assertThat(client.value("SELECT sum(a) FROM u")).isEqualTo("18");
        assertThat(client.query("SHOW PARTITIONS FROM `plain-2`"))
                .extracting(row -> row.get("PartitionName"))
                .containsExactly("plain-2");
        assertThat(client.failure("ALTER TABLE t RENAME u").code()).isEqualTo(1050);
        assertThat(client.failure("ALTER TABLE t RENAME `no/name`").message()).contains("Incorrect table name");
        assertThat(client.failure("ALTER TABLE nothing RENAME u").code()).isEqualTo(1146);
    }

    @Test
    void aRenamedTableIsBackedUpAndRestoredUnderItsName() throws Exception {
        client.run(
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")),
                "ALTER TABLE plain RENAME renamed",
                "BACKUP SNAPSHOT l TO r ON (renamed)");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        client.run("INSERT INTO renamed VALUES (9)", "RESTORE SNAPSHOT l FROM r");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(client.value("SELECT sum(a) FROM renamed")).isEqualTo("7");
        client.run("DROP REPOSITORY r");
    }

    @Test
    void aRenamedPartitionHasItsRowsUnderTheNewName() throws SQLException {
        client.run("ALTER TABLE t RENAME PARTITION q spring", "INSERT INTO t PARTITION (spring) VALUES (16)");
        assertThat(client.query("SHOW PARTITIONS FROM t"))
                .extracting(row -> row.get("PartitionName"))
                .containsExactly("p", "spring");
        assertThat(client.value("SELECT sum(a) FROM t")).isEqualTo("32");
        assertThat(client.failure("ALTER TABLE t RENAME PARTITION p spring").message())
                .contains("Partition name[spring] is already used");
        assertThat(client.failure("ALTER TABLE t RENAME PARTITION q other").code())
                .isEqualTo(1735);
        assertThat(client.failure("ALTER TABLE plain RENAME PARTITION plain other")
                        .message())
                .contains("is single partitioned");
    }

    @Test
    void aCommentIsReplaced() throws SQLException {
        client.run("ALTER TABLE t MODIFY COMMENT \"a \\\"new\\\" one\"");
        assertThat(definition("t")).contains("COMMENT \"a \\\"new\\\" one\"");
        client.run("ALTER TABLE t MODIFY COMMENT ''");
        assertThat(definition("t")).doesNotContain("COMMENT");
    }

    @Test
    void changesSurviveARestartOfTheServer() throws Exception {
        client.run(
                "ALTER TABLE t RENAME u",
                "ALTER TABLE u RENAME PARTITION q spring",
                "ALTER TABLE u SET (\"colour\" = \"red\")",
                "ALTER TABLE u MODIFY COMMENT 'new'");
        Map<String, String> before = client.query("SHOW CREATE TABLE u").get(0);
        client.close();
        server.restart();
        client = server.connect();
        client.run("USE d");
        assertThat(client.query("SHOW CREATE TABLE u").get(0)).isEqualTo(before);
        assertThat(client.value("SELECT sum(a) FROM u")).isEqualTo("16");
    }

    private String definition(String table) throws SQLException {
        return client.query("SHOW CREATE TABLE " + table).get(0).get("Create Table");
    }
}

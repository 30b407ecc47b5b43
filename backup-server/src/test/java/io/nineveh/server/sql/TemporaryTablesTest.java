package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryTablesTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;
    private SqlClient other;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run("CREATE DATABASE shop");
        client.choose("shop");
        other = server.connect();
        other.choose("shop");
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        other.close();
        server.close();
    }

    @Test
    void aTableIsSeenByItsConnectionAlone() throws SQLException {
        client.run(
                "CREATE TEMPORARY TABLE t (id INT, v STRING) UNIQUE KEY (id)",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "UPDATE t SET v = 'x' WHERE id = 1",
                "DELETE FROM t WHERE id = 2",
                "INSERT INTO shop.t SELECT id + 10, v FROM t");
        assertThat(client.value("SELECT group_concat(concat(id, v) ORDER BY id) FROM shop.t"))
                .isEqualTo("1x,3c,11x,13c");
        assertThat(client.query("DESC t")).hasSize(2);
        assertThat(client.query("SHOW PARTITIONS FROM t")).hasSize(1);

        assertThat(other.failure("SELECT * FROM t").message()).contains("Unknown table 't'");
        assertThat(other.failure("INSERT INTO t VALUES (1, 'a')").message()).contains("Unknown table 't'");
        for (SqlClient each : List.of(client, other)) {
            assertThat(each.query("SHOW TABLES")).isEmpty();
            assertThat(each.query("SHOW DATABASES")).hasSize(1);
            assertThat(each.value("SELECT count(*) FROM information_schema.tables WHERE table_name = 't'"))
                    .isEqualTo("0");
            assertThat(each.query("SHOW DATA")).noneMatch(row -> row.containsValue("t"));
        }
        other.run("CREATE TEMPORARY TABLE t (b INT)");
        assertThat(other.value("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void itStandsBeforeATableOfTheSameName() throws SQLException {
        client.run("CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1)", "CREATE VIEW w AS SELECT a FROM t");
        client.run("CREATE TEMPORARY TABLE t AS SELECT a + 1 AS b FROM t", "INSERT INTO t VALUES (5)");
        assertThat(client.value("SELECT group_concat(b ORDER BY b) FROM t")).isEqualTo("2,5");
        assertThat(client.value("SELECT a FROM w")).isEqualTo("1");
        assertThat(client.value("WITH t AS (SELECT 7 AS b) SELECT b FROM t")).isEqualTo("7");
        assertThat(other.value("SELECT a FROM t")).isEqualTo("1");
        assertThat(client.failure("SELECT * FROM t, w").message()).contains("cannot read the temporary table shop.t");

        client.run("DROP TABLE t");
        assertThat(client.value("SELECT a FROM t")).isEqualTo("1");
        client.run("DROP TABLE t");
        assertThat(client.failure("SELECT a FROM t").message()).contains("Unknown table");
    }

    @Test
    void itIsChangedAsOtherTables() throws SQLException {
        client.run(
                "CREATE TABLE model (a INT NOT NULL) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (10))",
                "CREATE TEMPORARY TABLE t LIKE model",
                "ALTER TABLE t ADD PARTITION q VALUES LESS THAN (20)",
                "ALTER TABLE t ADD COLUMN b INT",
                "ALTER TABLE t MODIFY COMMENT 'mine'",
                "INSERT INTO t VALUES (1, 2), (11, 12)",
                "TRUNCATE TABLE t PARTITION (q)",
                "CREATE INDEX i ON t (b) USING BITMAP",
                "ALTER TABLE t RENAME u");
        assertThat(client.value("SELECT sum(b) FROM u")).isEqualTo("2");
        String text = client.query("SHOW CREATE TABLE u").get(0).get("Create Table");
        assertThat(text).startsWith("CREATE TEMPORARY TABLE `u`").contains("mine", "`i`", "`q`");
        client.run("DROP TABLE u", text);
        assertThat(client.query("SHOW CREATE TABLE u").get(0)).containsEntry("Create Table", text);
        assertThat(client.query("SHOW TABLES")).hasSize(1);
    }

    @Test
    void itGoesWithItsConnection() throws Exception {
        client.run("CREATE TEMPORARY TABLE t (a INT)", "INSERT INTO t VALUES (1)");
        assertThat(tablets()).isNotEmpty();
        client.close();
        await().untilAsserted(() -> assertThat(tablets()).isEmpty());
        client = server.connect();
        client.choose("shop");
        assertThat(client.failure("SELECT * FROM t").message()).contains("Unknown table 't'");
    }

    private List<Path> tablets() throws IOException {
        try (Stream<Path> files = Files.walk(server.files("../data/tablets/data"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void backupsLeaveItOutAndRestoresLeaveItAlone() throws Exception {
        client.run(
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("repository")),
                "CREATE TABLE lasting (a INT)",
                "CREATE TEMPORARY TABLE t (a INT)",
                "INSERT INTO t VALUES (1)");
        assertThat(client.failure("BACKUP SNAPSHOT shop.s TO r ON (lasting, t)").message())
                .contains("Table 't' is a temporary table, which is not backed up");
        client.run("BACKUP SNAPSHOT shop.s TO r");
        assertThat(client.awaitJob("SHOW BACKUP"))
                .containsEntry("State", "FINISHED")
                .satisfies(job -> assertThat(job.get("BackupObjs")).isEqualTo("[shop.lasting]"));
        String timestamp = client.query("SHOW SNAPSHOT ON r").get(0).get("Timestamp");
        client.run(
                "CREATE TABLE later (a INT)",
                "RESTORE SNAPSHOT shop.s FROM r PROPERTIES (\"backup_timestamp\" = \"%s\", \"clean_tables\" = \"true\")"
                        .formatted(timestamp));
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("State", "FINISHED");
        assertThat(client.query("SHOW TABLES")).hasSize(1);
        assertThat(client.value("SELECT a FROM t")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM `%s`.t",
                "SHOW TABLES FROM `%s`",
                "USE `%s`",
                "INSERT INTO `%s`.t VALUES (1)",
                "DROP DATABASE `%s`",
                "BACKUP SNAPSHOT `%s`.s TO r"
            })
    void nobodyElseReachesItByAnotherName(String statement) throws SQLException {
        client.run("CREATE TEMPORARY TABLE t (a INT)");
        String place = "#%s#shop".formatted(client.value("SELECT connection_id()"));
        assertThat(other.failure(statement.formatted(place)).message()).containsAnyOf("denied", "Denied");
    }

    @Test
    void usersNeedForItWhatTheyNeedForTables() throws SQLException {
        client.run("CREATE USER ann IDENTIFIED BY 'x'", "GRANT CREATE_PRIV, LOAD_PRIV, SELECT_PRIV ON shop.t TO ann");
        try (SqlClient ann = server.connect("ann", "x")) {
            ann.run("CREATE TEMPORARY TABLE shop.t (a INT)", "INSERT INTO shop.t VALUES (4)");
            assertThat(ann.value("SELECT a FROM shop.t")).isEqualTo("4");
            assertThat(ann.failure("CREATE TEMPORARY TABLE shop.u (a INT)").message())
                    .contains("denied");
            assertThat(ann.failure("DROP TABLE shop.t").message()).contains("DROP command denied");
        }
    }

    @Test
    void whatLastsCannotDependOnIt() throws SQLException {
        client.run("CREATE TEMPORARY TABLE t (a INT)");
        assertThat(client.failure("CREATE VIEW w AS SELECT a FROM t").message()).contains("Unknown table 't'");
        assertThat(client.failure("CREATE TEMPORARY TABLE t (a INT)").message()).contains("Table 't' already exists");
        client.run("CREATE TEMPORARY TABLE IF NOT EXISTS t (a INT)");
        assertThat(client.failure("CREATE TEMPORARY TABLE nowhere.t (a INT)").message())
                .contains("Unknown database 'nowhere'");
    }
}

package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.SqlClient.Failure;
import io.nineveh.server.TestServer;
import io.nineveh.server.sql.parse.KnownStatements;
import io.nineveh.server.sql.parse.StatementParser;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goes over all kinds of statements: who has no privilege can run none of those that need one, and changes nothing. */
class EveryStatementNeedsPrivilegesTest {
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227);

    /** One or more of each kind, about things that are there and others that are not. */
    private static final List<String> NEEDING = List.of(
            "ALTER SYSTEM ADD BROKER b \"127.0.0.1:1\"",
            "ALTER SYSTEM DROP BROKER b \"127.0.0.1:1\"",
            "ALTER SYSTEM DROP ALL BROKER b",
            "SHOW BROKER",
            "CREATE REPOSITORY r WITH LOCAL ON LOCATION 'file:///nowhere'",
            "ALTER REPOSITORY r PROPERTIES ('a' = 'b')",
            "DROP REPOSITORY r",
            "SHOW REPOSITORIES",
            "SHOW CREATE REPOSITORY FOR r",
            "SHOW SNAPSHOT ON r",
            "BACKUP SNAPSHOT db.l TO r",
            "SHOW BACKUP FROM db",
            "CANCEL BACKUP FROM db",
            "RESTORE SNAPSHOT db.l FROM r",
            "SHOW RESTORE FROM db",
            "CANCEL RESTORE FROM db",
            "CREATE DATABASE made",
            "CREATE DATABASE IF NOT EXISTS db",
            "DROP DATABASE db",
            "DROP DATABASE IF EXISTS missing",
            "USE db",
            "CREATE TABLE db.made (id INT)",
            "CREATE TABLE IF NOT EXISTS db.t (id INT)",
            "DROP TABLE db.t",
            "DROP TABLE IF EXISTS db.missing",
            "ALTER TABLE db.t ADD PARTITION p VALUES LESS THAN ('1')",
            "ALTER TABLE db.t DROP PARTITION t",
            "SHOW TABLES FROM db",
            "SHOW CREATE TABLE db.t",
            "SHOW PARTITIONS FROM db.t",
            "SHOW TABLETS FROM db.t",
            "SHOW DATA FROM db.t",
            "DESC db.t",
            "DESC missing.t",
            "CREATE VIEW db.made AS SELECT 1 AS one",
            "CREATE OR REPLACE VIEW db.v AS SELECT 1 AS one",
            "ALTER VIEW db.v AS SELECT 1 AS one",
            "DROP VIEW db.v",
            "SHOW CREATE VIEW db.v",
            "INSERT INTO db.t VALUES (1)",
            "SELECT * FROM db.t",
            "SELECT * FROM db.v",
            "KILL 1",
            "CREATE USER made",
            "CREATE USER IF NOT EXISTS root",
            "ALTER USER root IDENTIFIED BY 'x'",
            "ALTER USER IF EXISTS missing IDENTIFIED BY 'x'",
            "DROP USER u",
            "DROP USER IF EXISTS missing",
            "SET PASSWORD FOR root = PASSWORD('x')",
            "SET PASSWORD FOR missing = PASSWORD('x')",
            "GRANT ADMIN_PRIV ON *.*.* TO u",
            "REVOKE ADMIN_PRIV ON *.*.* FROM u",
            "SHOW GRANTS FOR root",
            "SHOW ALL GRANTS",
            "SHOW ROLES",
            "CREATE TABLE db.made LIKE db.t",
            "CREATE TABLE db.made AS SELECT 1 AS one",
            "CREATE TEMPORARY TABLE db.made (id INT)",
            "ALTER TABLE db.t SET ('a' = 'b')",
            "ALTER TABLE db.t RENAME made",
            "ALTER TABLE db.t RENAME PARTITION t made",
            "ALTER TABLE db.t MODIFY COMMENT 'x'",
            "ALTER TABLE db.t ADD COLUMN a INT",
            "ALTER TABLE db.t REPLACE WITH TABLE v",
            "ALTER TABLE db.t REPLACE PARTITION (p) WITH TEMPORARY PARTITION (q)",
            "TRUNCATE TABLE db.t",
            "SHOW CREATE DATABASE db",
            "SHOW TABLE STATUS FROM db",
            "SHOW FULL COLUMNS FROM db.t",
            "SHOW COLUMNS FROM db.t",
            "SHOW INDEX FROM db.t",
            "CREATE INDEX i ON db.t (id)",
            "DROP INDEX i ON db.t",
            "DROP INDEX IF EXISTS i ON db.t",
            "ALTER TABLE db.t ADD INDEX i (id)",
            "SHOW TABLET 1",
            "SHOW DYNAMIC PARTITION TABLES FROM db",
            "DELETE FROM db.t WHERE true",
            "UPDATE db.t SET id = 1 WHERE true",
            "LOAD LABEL db.l (DATA INFILE('file:///nowhere') INTO TABLE t) WITH LOCAL",
            "SHOW LOAD FROM db",
            "CANCEL LOAD FROM db WHERE LABEL = 'l'",
            "EXPORT TABLE db.t TO 'file:///nowhere/x' WITH LOCAL",
            "SHOW EXPORT FROM db",
            "CANCEL EXPORT FROM db WHERE LABEL = 'l'",
            "ADMIN SHOW FRONTEND CONFIG",
            "ADMIN SET FRONTEND CONFIG ('job_bytes_per_second' = '1MiB')");

    /** These need no privilege, and show nothing that takes one. */
    private static final List<String> FREE =
            List.of("SHOW DATABASES", "SHOW PROCESSLIST", "HELP", "SHOW GRANTS", "SELECT 1 + 1");

    @TempDir
    private static Path directory;

    private static TestServer server;
    private static SqlClient root;
    private static SqlClient user;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
        root = server.connect();
        root.run(
                "CREATE DATABASE db",
                "CREATE TABLE db.t (id INT)",
                "INSERT INTO db.t VALUES (7)",
                "CREATE VIEW db.v AS SELECT id FROM db.t",
                "CREATE USER u");
        user = server.connect("u", "");
    }

    @AfterAll
    static void stop() throws SQLException {
        user.close();
        root.close();
        server.close();
    }

    static List<String> needing() {
        return NEEDING;
    }

    static List<String> free() {
        return FREE;
    }

    @Test
    void allKindsOfStatementsAreHere() {
        assertThat(Stream.concat(NEEDING.stream(), FREE.stream())
                        .map(sql -> StatementParser.parse(sql).form()))
                .containsAll(KnownStatements.all());
    }

    @Test
    void onlyWhatIsSaidToNeedNothingNeedsNothing() {
        assertThat(KnownStatements.all().stream().filter(form -> form.needs().equals(StatementForm.NOTHING)))
                .extracting(StatementForm::words)
                .containsExactlyInAnyOrder("SHOW DATABASES", "HELP");
    }

    @ParameterizedTest
    @MethodSource("needing")
    void isDeniedAndChangesNothing(String sql) throws SQLException {
        Map<String, Object> before = state();

        Failure failure = user.failure(sql);

        assertThat(DENIED).as(failure.message()).contains(failure.code());
        assertThat(failure.state()).isEqualTo("42000");
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("free")
    void isFreeAndTellsOfNothing(String sql) throws SQLException {
        assertThat(user.query(sql))
                .flatExtracting(Map::values)
                .noneMatch(cell -> String.valueOf(cell).matches("db|root|'root'@.*"));
    }

    private static Map<String, Object> state() throws SQLException {
        return Map.of(
                "users", root.query("SHOW ALL GRANTS"),
                "databases", root.query("SHOW DATABASES"),
                "tables", root.query("SHOW TABLES FROM db"),
                "rows", root.query("SELECT * FROM db.t"),
                "view", root.query("SHOW CREATE VIEW db.v"),
                "brokers", root.query("SHOW BROKER"),
                "repositories", root.query("SHOW REPOSITORIES"),
                "jobs", root.query("SHOW BACKUP FROM db"));
    }
}

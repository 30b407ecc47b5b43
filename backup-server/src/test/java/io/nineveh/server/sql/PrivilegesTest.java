package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user may do, with each privilege and without it. */
class PrivilegesTest {
    @TempDir
    private static Path directory;

    private static TestServer server;
    private SqlClient root;
    private SqlClient user;

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
        root = server.connect();
        root.run(
                "CREATE DATABASE shop",
                "CREATE DATABASE other",
                "USE shop",
                "CREATE TABLE orders (id BIGINT)",
                "CREATE TABLE customers (id BIGINT)",
                "CREATE VIEW big AS SELECT id FROM orders WHERE id > 1",
                "CREATE TABLE other.t (id BIGINT)",
                "INSERT INTO orders VALUES (1), (2)",
                "CREATE USER u");
        user = server.connect("u", "");
    }

    @AfterEach
    void disconnect() throws SQLException {
        user.close();
        root.run("DROP DATABASE IF EXISTS shop", "DROP DATABASE IF EXISTS other", "DROP DATABASE IF EXISTS made");
        root.run("DROP USER u");
        root.close();
    }

    @Test
    void aQueryNeedsSelectOnAllThatItReads() throws SQLException {
        assertTableDenied("SELECT * FROM shop.orders", "SELECT", "orders");
        assertTableDenied("SELECT * FROM shop.missing", "SELECT", "missing");

        root.run("GRANT SELECT_PRIV ON shop.orders TO u");

        assertThat(user.value("SELECT count(*) FROM shop.orders")).isEqualTo("2");
        user.run("USE shop");
        assertThat(user.value("SELECT count(*) FROM orders")).isEqualTo("2");
        for (String sql : List.of(
                "SELECT * FROM orders, customers",
                "SELECT (SELECT max(id) FROM customers) FROM orders",
                "SELECT id FROM orders WHERE id IN (SELECT id FROM shop.customers)",
                "SELECT id FROM orders UNION ALL SELECT id FROM customers",
                "WITH c AS (SELECT * FROM customers) SELECT * FROM c",
                "SELECT 1 WHERE EXISTS (FROM customers)",
                "(SELECT id FROM customers)")) {
            assertTableDenied(sql, "SELECT", "customers");
        }
        root.run("REVOKE SELECT_PRIV ON shop.orders FROM u");
        assertTableDenied("SELECT * FROM shop.orders", "SELECT", "orders");
    }

    @Test
    void aViewNeedsSelectOnItselfAndOnWhatItReads() throws SQLException {
        root.run("GRANT SELECT_PRIV ON shop.orders TO u");
        assertTableDenied("SELECT * FROM shop.big", "SELECT", "big");

        root.run("GRANT SELECT_PRIV ON shop.big TO u");
        assertThat(user.value("SELECT id FROM shop.big")).isEqualTo("2");

        root.run("REVOKE SELECT_PRIV ON shop.orders FROM u");
        assertTableDenied("SELECT * FROM shop.big", "SELECT", "orders");
        assertThat(user.query("DESC shop.big")).hasSize(1);
        assertThat(user.query("SHOW CREATE VIEW shop.big")).hasSize(1);
    }

    @Test
    void anInsertNeedsLoadOnItsTableAndSelectOnItsSource() throws SQLException {
        assertTableDenied("INSERT INTO shop.orders VALUES (3)", "LOAD", "orders");

        root.run("GRANT LOAD_PRIV ON shop.orders TO u");
        assertThat(user.run("INSERT INTO shop.orders VALUES (3)")).isEqualTo(1);
        assertTableDenied("INSERT INTO shop.customers VALUES (3)", "LOAD", "customers");
        assertTableDenied("INSERT INTO shop.orders SELECT id FROM shop.customers", "SELECT", "customers");
        assertTableDenied("SELECT * FROM shop.orders", "SELECT", "orders");
        assertThat(root.value("SELECT count(*) FROM shop.orders")).isEqualTo("3");
    }

    @Test
    void listsShowWhatTheUserHasAPrivilegeOn() throws SQLException {
        assertThat(user.query("SHOW DATABASES")).isEmpty();
        assertDatabaseDenied("SHOW TABLES FROM shop", "shop");
        assertDatabaseDenied("SHOW TABLES FROM missing", "missing");
        assertDatabaseDenied("USE shop", "shop");
        assertTableDenied("DESC shop.orders", "SHOW", "orders");

        root.run("GRANT LOAD_PRIV ON shop.orders TO u");

        assertThat(user.value("SHOW DATABASES")).isEqualTo("shop");
        user.run("USE shop");
        assertThat(user.value("SHOW TABLES")).isEqualTo("orders");
        assertThat(user.query("SHOW DATA"))
                .extracting(row -> row.get("TableName"))
                .containsExactly("orders", "Total", "Quota", "Left");
        assertThat(user.query("DESC orders")).hasSize(1);
        assertThat(user.query("SHOW CREATE TABLE orders")).hasSize(1);
        assertThat(user.query("SHOW PARTITIONS FROM orders")).hasSize(1);
        assertTableDenied("SHOW CREATE TABLE customers", "SHOW", "customers");
        assertTableDenied("SHOW PARTITIONS FROM customers", "SHOW", "customers");
        assertTableDenied("SHOW DATA FROM customers", "SHOW", "customers");
        assertThat(root.query("SHOW DATABASES")).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aDatabaseIsChosenByWhoSeesIt() throws SQLException {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> server.connect("u", "", "shop"))
                .satisfies(e -> {
                    assertThat(e.getErrorCode()).isEqualTo(1044);
                    assertThat(e.getSQLState()).isEqualTo("42000");
                    assertThat(e.getMessage()).contains("Access denied for user 'u'@'127.0.0.1' to database 'shop'");
                });
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> user.choose("shop"))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1044));

        root.run("GRANT SELECT_PRIV ON shop.* TO u");

        server.connect("u", "", "shop").close();
        user.choose("shop");
        assertThat(user.value("SELECT DATABASE()")).isEqualTo("shop");
    }

    @Test
    void objectsAreMadeChangedAndDroppedByWhoMay() throws SQLException {
        assertDatabaseDenied("CREATE DATABASE made", "made");
        assertDatabaseDenied("DROP DATABASE shop", "shop");
        assertTableDenied("CREATE TABLE shop.t (id INT)", "CREATE", "t");
        assertTableDenied("DROP TABLE IF EXISTS shop.missing", "DROP", "missing");
        assertTableDenied("ALTER TABLE shop.orders DROP PARTITION p", "ALTER", "orders");
        assertTableDenied("DROP VIEW shop.big", "DROP", "big");

        root.run("GRANT CREATE_PRIV, ALTER_PRIV, DROP_PRIV ON made.* TO u");
        user.run(
                "CREATE DATABASE made",
                "USE made",
                """
                CREATE TABLE made.t (id INT) PARTITION BY RANGE (id) (PARTITION a VALUES LESS THAN ('1'))
                """,
                "ALTER TABLE t ADD PARTITION b VALUES LESS THAN ('2')",
                "ALTER TABLE t DROP PARTITION a");
        assertTableDenied("CREATE VIEW v AS SELECT * FROM t", "SELECT", "t");
        root.run("GRANT SELECT_PRIV ON made.* TO u");
        user.run(
                "CREATE VIEW v AS SELECT * FROM t",
                "ALTER VIEW v AS SELECT 1 AS one",
                "CREATE OR REPLACE VIEW v AS SELECT id FROM t");
        assertTableDenied("ALTER VIEW v AS SELECT * FROM shop.orders", "SELECT", "orders");
        root.run("REVOKE DROP_PRIV ON made.* FROM u");
        assertTableDenied("CREATE OR REPLACE VIEW v AS SELECT 1 AS one", "DROP", "v");
        root.run("GRANT DROP_PRIV ON made.* TO u");
        user.run("DROP VIEW v", "DROP TABLE t", "DROP DATABASE made");
        assertDatabaseDenied("DROP DATABASE shop", "shop");
    }

    @Test
    void jobsNeedLoadOnTheDatabase() throws Exception {
        root.run("CREATE REPOSITORY r WITH LOCAL ON LOCATION '%s'".formatted(server.location("jobs")));
        root.run("GRANT LOAD_PRIV ON shop.orders TO u", "GRANT SELECT_PRIV ON shop.* TO u");
        for (String sql : List.of(
                "BACKUP SNAPSHOT shop.l TO r",
                "BACKUP SNAPSHOT shop.l TO r ON (orders)",
                "RESTORE SNAPSHOT shop.l FROM r",
                "SHOW BACKUP FROM shop",
                "SHOW RESTORE FROM shop",
                "CANCEL BACKUP FROM shop",
                "CANCEL RESTORE FROM shop")) {
            assertDatabaseDenied(sql, "shop");
        }

        root.run("GRANT LOAD_PRIV ON shop.* TO u");

        user.run("USE shop", "BACKUP SNAPSHOT l TO r");
        assertThat(user.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
        assertThat(user.query("SHOW RESTORE")).isEmpty();
        assertDatabaseDenied("RESTORE SNAPSHOT other.l FROM r", "other");
        user.run("RESTORE SNAPSHOT l FROM r ON (orders AS again)");
        assertThat(user.awaitJob("SHOW RESTORE")).containsEntry("State", "FINISHED");
        assertThat(user.failure("CANCEL BACKUP").code()).isEqualTo(1105);
        assertGlobalDenied("SHOW SNAPSHOT ON r", "ADMIN");
        root.run("DROP REPOSITORY r");
    }

    @Test
    void repositoriesNeedAdminAndBrokersAdminOrNode() throws Exception {
        String create = "CREATE REPOSITORY r WITH LOCAL ON LOCATION '%s'".formatted(server.location("admin"));
        assertGlobalDenied(create, "ADMIN");
        assertGlobalDenied("SHOW REPOSITORIES", "ADMIN");
        assertGlobalDenied("SHOW BROKER", "ADMIN/NODE");
        assertGlobalDenied("ALTER SYSTEM ADD BROKER b \"127.0.0.1:1\"", "ADMIN/NODE");

        root.run("GRANT NODE_PRIV ON *.*.* TO u");
        user.run("ALTER SYSTEM ADD BROKER b \"127.0.0.1:1\"");
        assertThat(user.query("SHOW BROKER")).hasSize(1);
        user.run("ALTER SYSTEM DROP ALL BROKER b");
        assertGlobalDenied(create, "ADMIN");
        assertTableDenied("SELECT * FROM shop.orders", "SELECT", "orders");

        root.run("REVOKE NODE_PRIV ON *.*.* FROM u", "GRANT ADMIN_PRIV ON *.*.* TO u");
        user.run(create, "DROP REPOSITORY r", "ALTER SYSTEM ADD BROKER b \"127.0.0.1:1\"");
        user.run("ALTER SYSTEM DROP BROKER b \"127.0.0.1:1\"", "CREATE USER v", "DROP USER v");
        assertThat(user.value("SELECT count(*) FROM shop.orders")).isEqualTo("2");
    }

    @Test
    void connectionsAreShownToAndKilledByTheirUserAndByAdmin() throws SQLException {
        String own = user.value("SELECT CONNECTION_ID()");
        String others = root.value("SELECT CONNECTION_ID()");
        try (SqlClient second = server.connect("u", "")) {
            String secondId = second.value("SELECT CONNECTION_ID()");

            assertThat(user.query("SHOW PROCESSLIST"))
                    .extracting(row -> row.get("Id"))
                    .containsExactly(own, secondId);
            assertThat(root.query("SHOW PROCESSLIST"))
                    .extracting(row -> row.get("Id"))
                    .contains(own, secondId, others);
            assertGlobalDenied("KILL " + others, "ADMIN");
            assertGlobalDenied("KILL QUERY " + others, "ADMIN");
            assertGlobalDenied("KILL 999999", "ADMIN");
            user.run("KILL QUERY " + secondId, "KILL " + secondId);
        }
        root.run("GRANT ADMIN_PRIV ON *.*.* TO u");
        user.run("KILL QUERY " + others);
        assertThat(user.query("SHOW PROCESSLIST")).hasSizeGreaterThan(1);
    }

    private void assertTableDenied(String sql, String privilege, String table) throws SQLException {
        assertThat(user.failure(sql)).as(sql).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(1142);
            assertThat(failure.state()).isEqualTo("42000");
            assertThat(failure.message())
                    .contains("%s command denied to user 'u'@'127.0.0.1' for table '%s'".formatted(privilege, table));
        });
    }

    private void assertDatabaseDenied(String sql, String database) throws SQLException {
        assertThat(user.failure(sql)).as(sql).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(1044);
            assertThat(failure.state()).isEqualTo("42000");
            assertThat(failure.message())
                    .contains("Access denied for user 'u'@'127.0.0.1' to database '%s'".formatted(database));
        });
    }

    private void assertGlobalDenied(String sql, String privileges) throws SQLException {
        assertThat(user.failure(sql)).as(sql).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(1227);
            assertThat(failure.state()).isEqualTo("42000");
            assertThat(failure.message())
                    .contains("Access denied; you need (at least one of) the (%s) privilege(s) for this operation"
                            .formatted(privileges));
        });
    }
}

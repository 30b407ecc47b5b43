package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
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

/** Views, with SQL alone. */
class ViewStatementsTest {
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
                "CREATE DATABASE shop",
                "CREATE DATABASE other",
                "USE shop",
                "CREATE TABLE orders (id BIGINT, price DECIMAL(10, 2))",
                "INSERT INTO orders VALUES (1, 2.50), (2, 10)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        client.run("DROP DATABASE shop", "DROP DATABASE other");
        client.close();
    }

    @Test
    void whatShowCreateViewShowsMakesTheSameViewAgain() throws SQLException {
        client.run("""
                CREATE VIEW dear (`the id`, price COMMENT "in \\"€\\"") COMMENT 'much'
                AS SELECT shop.orders.id, `shop`.`orders`.price -- shop.orders
                FROM shop . orders JOIN orders AS o ON o.id = orders.id WHERE 'shop.orders' <> "😀" AND shop.orders.price > 3;
                """);
        String text = text("dear");

        assertThat(text).isEqualTo("""
                CREATE VIEW `dear` (
                  `the id`,
                  `price` COMMENT "in \\"€\\""
                )
                COMMENT "much"
                AS SELECT orders.id, `orders`.price -- shop.orders
                FROM orders JOIN orders AS o ON o.id = orders.id WHERE 'shop.orders' <> "😀" AND orders.price > 3;""");
        client.run("DROP VIEW dear", text);
        assertThat(text("dear")).isEqualTo(text);
        assertThat(client.query("SHOW CREATE TABLE dear").get(0)).containsEntry("Create View", text);
        assertThat(client.query("SELECT * FROM dear")).isEqualTo(List.of(Map.of("the id", "2", "price", "10.00")));
    }

    @Test
    void aViewIsListedAndDescribedBesideTables() throws SQLException {
        client.run("CREATE VIEW a AS SELECT id, price * 2 AS twice FROM orders");

        assertThat(client.query("SHOW TABLES"))
                .extracting(row -> row.get("Tables_in_shop"))
                .containsExactly("a", "orders");
        assertThat(client.query("DESC a"))
                .extracting(row -> row.get("Field") + " " + row.get("Type"))
                .containsExactly("id BIGINT", "twice DECIMAL(18,2)");
    }

    @Test
    void aViewGetsAnotherQuery() throws SQLException {
        client.run("CREATE VIEW v COMMENT 'c' AS SELECT 1 AS n", "ALTER VIEW v AS SELECT count(*) AS n FROM orders");
        assertThat(client.query("SELECT n FROM v")).isEqualTo(List.of(Map.of("n", "2")));
        assertThat(text("v")).contains("COMMENT \"c\"");

        client.run("CREATE OR REPLACE VIEW v (m) AS SELECT 7", "CREATE VIEW IF NOT EXISTS v AS SELECT 8");
        assertThat(client.query("SELECT m FROM v")).isEqualTo(List.of(Map.of("m", "7")));

        client.run("CREATE OR REPLACE VIEW w AS SELECT m FROM v", "DROP VIEW v", "DROP VIEW IF EXISTS v");
        refused("SELECT * FROM w", "Unknown table 'v' in database 'shop'");
    }

    @Test
    void whatIsOfAnotherDatabaseStaysThere() throws SQLException {
        client.run(
                "CREATE VIEW v AS SELECT id FROM orders",
                "CREATE TABLE other.orders (n INT)",
                "CREATE VIEW other.w AS SELECT o.n, v.id FROM other.orders o, shop.v");

        assertThat(client.query("SHOW CREATE VIEW other.w").get(0).get("Create View"))
                .endsWith("AS SELECT o.n, v.id FROM orders o, shop.v;");
        client.run("USE other", "INSERT INTO orders VALUES (5)");
        assertThat(client.query("SELECT * FROM w ORDER BY id"))
                .isEqualTo(List.of(Map.of("n", "5", "id", "1"), Map.of("n", "5", "id", "2")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW orders AS SELECT 1|Table 'orders' already exists",
                "CREATE OR REPLACE VIEW orders AS SELECT 1|Table 'orders' already exists",
                "CREATE TABLE v (a INT)|there is a view of that name",
                "CREATE VIEW v AS SELECT 2|there is a view of that name",
                "CREATE VIEW w AS SELECT * FROM nothing|Unknown table 'nothing'",
                "CREATE VIEW w AS SELECT nothing FROM orders|nothing",
                "CREATE VIEW w AS INSERT INTO orders VALUES (1, 1)|The syntax is: CREATE",
                "CREATE VIEW w (a) AS SELECT 1, 2|the view lists 1 columns, and its query has 2",
                "CREATE VIEW w AS SELECT id, id FROM orders|Duplicate column name 'id'",
                "CREATE VIEW other.w AS SELECT * FROM orders|Unknown table 'orders' in database 'other'",
                "CREATE VIEW other.w AS SELECT * FROM x|'x' has no database",
                "CREATE OR REPLACE VIEW IF NOT EXISTS w AS SELECT 1|contradict",
                "CREATE VIEW `a b` AS SELECT 1|Incorrect view name 'a b'",
                "ALTER VIEW v AS SELECT * FROM v|would read itself",
                "CREATE OR REPLACE VIEW v AS SELECT * FROM vv|would read itself",
                "ALTER VIEW orders AS SELECT 1|'shop.orders' is a table",
                "DROP VIEW orders|'shop.orders' is a table",
                "DROP VIEW w|Unknown table 'shop.w'",
                "DROP TABLE v|'shop.v' is a view",
                "INSERT INTO v VALUES (1)|'shop.v' is a view",
                "SHOW PARTITIONS FROM v|'shop.v' is a view",
                "SHOW CREATE VIEW orders|'shop.orders' is a table",
                "CREATE VIEW w AS SELECT * FROM read_csv('/etc/passwd')|not offered"
            })
    void whatCannotBeIsRefused(String statement, String message) throws SQLException {
        client.run(
                "CREATE VIEW v AS SELECT 1 AS a", "CREATE VIEW vv AS SELECT a FROM v", "CREATE TABLE other.x (a INT)");

        refused(statement, message);

        assertThat(client.query("SHOW TABLES")).hasSize(3);
        assertThat(client.query("SELECT a FROM vv")).isEqualTo(List.of(Map.of("a", "1")));
    }

    private String text(String view) throws SQLException {
        return client.query("SHOW CREATE VIEW " + view).get(0).get("Create View");
    }

    private void refused(String statement, String message) {
        assertThatThrownBy(() -> client.run(statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message);
    }
}

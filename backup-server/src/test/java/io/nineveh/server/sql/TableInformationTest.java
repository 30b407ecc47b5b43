package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableInformationTest {
    @TempDir
    private static Path directory;

    private static TestServer server;
    private static SqlClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run(
                "CREATE DATABASE `d-1`",
                "USE `d-1`",
                "CREATE TABLE t (a INT NOT NULL DEFAULT '3' COMMENT 'the key', b STRING) COMMENT 'numbers'"
                        + " PARTITION BY RANGE (a) (PARTITION p1 VALUES LESS THAN (10),"
                        + " PARTITION p2 VALUES LESS THAN (20), PARTITION q VALUES LESS THAN (30))"
                        + " DISTRIBUTED BY HASH (a) BUCKETS 4",
                "INSERT INTO t VALUES (1, 'x'), (2, 'y')",
                "CREATE VIEW v (c COMMENT 'doubled') COMMENT 'twice' AS SELECT 2 * a FROM t");
    }

    @AfterAll
    static void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void aDatabaseIsShownAsTheStatementThatMakesIt() throws SQLException {
        assertThat(client.query("SHOW CREATE DATABASE `d-1`"))
                .containsExactly(Map.of("Database", "d-1", "Create Database", "CREATE DATABASE `d-1`"));
        assertThat(client.failure("SHOW CREATE SCHEMA nowhere").code()).isEqualTo(1049);
    }

    @Test
    void tablesAndViewsAreToldApartAndChosen() throws SQLException {
        Map<String, String> table = Map.of("Tables_in_d-1", "t", "Table_type", "BASE TABLE");
        Map<String, String> view = Map.of("Tables_in_d-1", "v", "Table_type", "VIEW");
        assertThat(client.query("SHOW FULL TABLES")).containsExactly(table, view);
        assertThat(client.query("SHOW FULL TABLES FROM `d-1` LIKE 'v%'")).containsExactly(view);
        assertThat(client.query("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'"))
                .containsExactly(table);
        assertThat(client.query("SHOW FULL TABLES WHERE Table_type IN ('VIEW', 'SYSTEM VIEW')"))
                .containsExactly(view);
        assertThat(client.query("SHOW FULL TABLES WHERE Table_type NOT IN ('VIEW', 'SYSTEM VIEW')"))
                .containsExactly(table);
        assertThat(client.query("SHOW TABLES WHERE `Tables_in_d-1` NOT LIKE 't%'"))
                .containsExactly(Map.of("Tables_in_d-1", "v"));
        assertThat(client.failure("SHOW TABLES WHERE Table_type = 'VIEW'").code())
                .isEqualTo(1054);
    }

    @Test
    void otherListsAreChosenByAnyColumn() throws SQLException {
        assertThat(client.query("SHOW DATABASES WHERE `Database` = 'd-1'")).hasSize(1);
        assertThat(client.query("SHOW DATABASES WHERE `Database` NOT IN ('d-1')"))
                .isEmpty();
        assertThat(client.query("SHOW TABLE STATUS WHERE Engine = 'OLAP' AND Comment != ''"))
                .extracting(row -> row.get("Name"))
                .containsExactly("t");
        assertThat(client.query("SHOW COLUMNS FROM t WHERE `Key` = 'YES'"))
                .extracting(row -> row.get("Field"))
                .containsExactly("a");
        assertThat(client.query("SHOW KEYS FROM t WHERE Key_name = 'PRIMARY'")).isEmpty();
        assertThat(client.failure("SHOW COLUMNS FROM t WHERE Colour = 'red'").code())
                .isEqualTo(1054);
    }

    @Test
    void partitionsAreChosenSortedAndCounted() throws SQLException {
        assertThat(partitions("WHERE PartitionName = 'p1'")).containsExactly("p1");
        assertThat(partitions("WHERE partitionname LIKE 'p%' ORDER BY PartitionName DESC"))
                .containsExactly("p2", "p1");
        assertThat(partitions("WHERE State = \"NORMAL\" AND Buckets = 4 LIMIT 2"))
                .containsExactly("p1", "p2");
        assertThat(partitions("WHERE VisibleVersion > 1")).containsExactly("p1");
        assertThat(partitions("WHERE VisibleVersion <= 1 AND PartitionName != 'q'"))
                .containsExactly("p2");
        assertThat(partitions("ORDER BY VisibleVersion, PartitionId DESC LIMIT 1, 5"))
                .containsExactly("p2", "p1");
        assertThat(partitions("LIMIT 1 OFFSET 2")).containsExactly("q");
        assertThat(client.failure("SHOW PARTITIONS FROM t WHERE Colour = 'red'").message())
                .contains("Unknown column 'Colour' in WHERE", "PartitionName");
        assertThat(client.failure("SHOW PARTITIONS FROM t ORDER BY Colour").code())
                .isEqualTo(1054);
    }

    @Test
    void tabletsAreChosenByPartitionAndColumnAndKnowWhereTheyBelong() throws SQLException {
        assertThat(client.query("SHOW TABLETS FROM t")).hasSize(12);
        List<Map<String, String>> tablets =
                client.query("SHOW TABLETS FROM t PARTITION (p2, q) ORDER BY TabletId DESC LIMIT 3");
        assertThat(tablets).hasSize(3);
        assertThat(client.query("SHOW TABLETS FROM t WHERE Version = 2")).hasSize(4);
        assertThat(client.failure("SHOW TABLETS FROM t PARTITION (nothing)").code())
                .isEqualTo(1735);

        String id = tablets.get(0).get("TabletId");
        Map<String, String> tablet = client.query("SHOW TABLET " + id).get(0);
        assertThat(tablet)
                .containsEntry("DbName", "d-1")
                .containsEntry("TableName", "t")
                .containsEntry("PartitionName", "q")
                .containsEntry("IndexName", "t")
                .containsEntry("IsSync", "true");
        assertThat(client.query(tablet.get("DetailCmd"))).containsExactly(tablets.get(0));
        assertThat(client.columns("SHOW TABLET " + id))
                .containsExactly(
                        "DbName",
                        "TableName",
                        "PartitionName",
                        "IndexName",
                        "DbId",
                        "TableId",
                        "PartitionId",
                        "IndexId",
                        "IsSync",
                        "DetailCmd");
        assertThat(client.failure("SHOW TABLET 1").message()).contains("Unknown tablet 1");
    }

    @Test
    void columnsAreListedInBriefAndInFull() throws SQLException {
        assertThat(client.query("SHOW COLUMNS FROM t"))
                .first()
                .isEqualTo(
                        Map.of("Field", "a", "Type", "int", "Null", "NO", "Key", "YES", "Default", "3", "Extra", ""));
        Map<String, String> second = new HashMap<>(
                Map.of("Field", "b", "Type", "string", "Collation", "", "Null", "YES", "Key", "NO", "Extra", "NONE"));
        second.putAll(Map.of("Privileges", "", "Comment", ""));
        second.put("Default", null);
        assertThat(client.query("SHOW FULL COLUMNS FROM t FROM `d-1` LIKE 'b'")).containsExactly(second);
        assertThat(client.query("SHOW FULL FIELDS IN `d-1`.v"))
                .hasSize(1)
                .first()
                .satisfies(row -> assertThat(row).containsEntry("Field", "c").containsEntry("Comment", "doubled"));
        assertThat(client.failure("SHOW COLUMNS FROM nothing").code()).isEqualTo(1146);
    }

    @Test
    void thereAreNoIndexes() throws SQLException {
        assertThat(client.query("SHOW INDEX FROM t")).isEmpty();
        assertThat(client.columns("SHOW KEYS FROM t FROM `d-1`")).contains("Key_name", "Column_name", "Index_type");
        assertThat(client.failure("SHOW INDEXES FROM nothing").code()).isEqualTo(1146);
    }

    @Test
    void theStatusOfTablesHasRowsAndComments() throws SQLException {
        List<Map<String, String>> status = client.query("SHOW TABLE STATUS");
        assertThat(status).extracting(row -> row.get("Name")).containsExactly("t", "v");
        assertThat(status.get(0))
                .containsEntry("Engine", "OLAP")
                .containsEntry("Rows", "2")
                .containsEntry("Comment", "numbers")
                .containsEntry("Create_time", null)
                .hasEntrySatisfying("Update_time", time -> assertThat(time).isNotNull());
        assertThat(Long.parseLong(status.get(0).get("Data_length"))).isPositive();
        assertThat(status.get(1)).containsEntry("Comment", "twice").containsEntry("Rows", null);
        assertThat(client.query("SHOW TABLE STATUS FROM `d-1` LIKE 'v%'")).hasSize(1);
    }

    private static List<String> partitions(String selection) throws SQLException {
        return client.query("SHOW PARTITIONS FROM t " + selection).stream()
                .map(row -> row.get("PartitionName"))
                .toList();
    }
}

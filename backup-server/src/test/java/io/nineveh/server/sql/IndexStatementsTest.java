package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

class IndexStatementsTest {
    private static final String SHOWN = """
              INDEX `by_id` (`id`) USING BITMAP,
              INDEX `words` (`text`) USING INVERTED PROPERTIES("lower_case" = "true", "parser" = "english") COMMENT "a \\"fine\\" one",
              INDEX `parts` (`text`) USING NGRAM_BF PROPERTIES("bf_size" = "1024", "gram_size" = "3")
            ) ENGINE=OLAP""";

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
                "CREATE TABLE t (id INT, text VARCHAR(20), document JSON, small TINYINT, INDEX by_id (ID) USING bitmap,"
                        + " INDEX words (text) USING INVERTED PROPERTIES (\"parser\" = \"english\", \"lower_case\" = \"true\")"
                        + " COMMENT 'a \"fine\" one',"
                        + " INDEX parts (text) USING NGRAM_BF PROPERTIES (\"gram_size\" = \"3\", \"bf_size\" = \"1024\"))"
                        + " DUPLICATE KEY (id) PROPERTIES (\"bloom_filter_columns\" = \"ID\")",
                "INSERT INTO t (id, text) VALUES (1, 'one'), (2, 'two')");
    }

    @AfterEach
    void disconnect() throws SQLException {
        client.run("DROP DATABASE d");
        client.close();
    }

    @Test
    void theTableIsShownWithThemAndMadeAgainByThat() throws SQLException {
        String shown = definition("t");
        assertThat(shown).contains(SHOWN, "\"bloom_filter_columns\" = \"ID\"");

        client.run("DROP TABLE t", shown);

        assertThat(definition("t")).isEqualTo(shown);
    }

    @Test
    void theyAreListedAsDorisDoes() throws SQLException {
        List<Map<String, String>> indexes = client.query("SHOW INDEX FROM t");
        assertThat(indexes).extracting(row -> row.get("Key_name")).containsExactly("by_id", "words", "parts");
        assertThat(indexes.get(1))
                .containsEntry("Table", "t")
                .containsEntry("Non_unique", "")
                .containsEntry("Column_name", "text")
                .containsEntry("Index_type", "INVERTED")
                .containsEntry("Comment", "a \"fine\" one")
                .containsEntry("Properties", "(\"lower_case\" = \"true\", \"parser\" = \"english\")");
        assertThat(indexes.get(0)).containsEntry("Properties", "").containsEntry("Comment", "");
    }

    @Test
    void theyAreMadeAndDroppedOneByOneAndSeveralAtOnce() throws SQLException {
        client.run(
                "DROP INDEX by_id ON t",
                "CREATE INDEX numbers ON d.t (small) COMMENT 'default'",
                "CREATE INDEX IF NOT EXISTS NUMBERS ON t (id)",
                "ALTER TABLE t ADD INDEX ids (id) USING BITMAP, DROP INDEX Words, ADD INDEX IF NOT EXISTS ids (text)",
                "ALTER TABLE t DROP INDEX IF EXISTS nothing",
                "DROP INDEX IF EXISTS nothing ON t");
        assertThat(client.query("SHOW INDEX FROM t"))
                .extracting(row -> row.get("Key_name") + " " + row.get("Column_name") + " " + row.get("Index_type"))
                .containsExactly("parts text NGRAM_BF", "numbers small INVERTED", "ids id BITMAP");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("2");

        assertThat(client.failure("ALTER TABLE t DROP INDEX ids, DROP INDEX nothing")
                        .message())
                .contains("index 'nothing' does not exist in table 't'");
        assertThat(client.query("SHOW INDEX FROM t")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i (nothing) | invalid column: 'nothing' of index 'i'",
                "by_id (text) | index 'by_id' already exists: index name must be unique",
                "WORDS (id) | index 'WORDS' already exists",
                "i (id) USING BITMAP | BITMAP index for columns [id] already exists: it is 'by_id'",
                "i (id) USING TREE | unknown index type TREE of index 'i'; use one of [INVERTED, BITMAP, NGRAM_BF]",
                "i (id, text) | INVERTED index can only apply to a single column: index 'i'",
                "i (document) | is not supported in INVERTED index. invalid index: i",
                "i (small) USING NGRAM_BF | is not supported in ngram_bf index. invalid column: 'small' of index 'i'",
                "i (small) PROPERTIES ('parser' = 'english') | INVERTED index with parser: english is not supported for column: 'small'",
                "i (small) USING BITMAP PROPERTIES ('parser' = 'x') | BITMAP index 'i' has no property \"parser\"",
                "`no/name` (small) | Incorrect index name 'no/name'"
            })
    void whatATableCannotHaveIsRefusedByName(String definition, String message) throws SQLException {
        String before = definition("t");

        assertThat(client.failure("ALTER TABLE t ADD INDEX " + definition).message())
                .contains(message);
        assertThat(definition("t")).isEqualTo(before);
    }

    @Test
    void sizesOfPartsHaveLimits() throws SQLException {
        String create = "CREATE TABLE u (a INT, b STRING, INDEX i (b) USING NGRAM_BF PROPERTIES ('gram_size' = '%s'))";
        assertThat(client.failure(create.formatted("0")).message())
                .contains("'gram_size' should be an integer between 1 and 255, and of index 'i' it is 0");
        client.run(create.formatted("255"));
        assertThat(client.query("SHOW INDEX FROM u").get(0))
                .containsEntry("Properties", "(\"bf_size\" = \"256\", \"gram_size\" = \"255\")");
    }

    @Test
    void ofAnAggregateKeyOnlyKeysHaveThem() throws SQLException {
        client.run("CREATE TABLE u (a INT, b INT SUM, INDEX i (a)) AGGREGATE KEY (a)");
        assertThat(client.failure("CREATE INDEX j ON u (b)").message())
                .contains("key columns of AGG_KEYS table. invalid index: j");
        assertThat(client.failure("ALTER TABLE u SET ('bloom_filter_columns' = 'b')")
                        .message())
                .contains("key columns of AGG_KEYS table. invalid column: b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE u (a INT, b INT) DUPLICATE KEY (a) DISTRIBUTED BY HASH (a) BUCKETS 1 ROLLUP (r (a, b))"
                        + " PROPERTIES ('replication_num' = '1')",
                "ALTER TABLE t ADD ROLLUP r (id, text) FROM t PROPERTIES ('timeout' = '3600')",
                "ALTER TABLE t DROP ROLLUP r",
            })
    void rollupsAreRefusedByName(String statement) throws SQLException {
        assertThat(client.failure(statement).message())
                .contains("ROLLUP is not supported: the rows of a table are stored once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE MATERIALIZED VIEW m AS SELECT id, count(*) FROM t GROUP BY id",
                "ALTER MATERIALIZED VIEW m REFRESH AUTO",
                "DROP MATERIALIZED VIEW IF EXISTS m ON t",
            })
    void materializedViewsAreRefusedByName(String statement) throws SQLException {
        assertThat(client.failure(statement).message()).contains("MATERIALIZED VIEW is not supported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | invalid column: 'nothing' of the property \"bloom_filter_columns\"",
                "id, small | TINYINT is not supported in bloom filter index. invalid column: small",
                "id, document | is not supported in bloom filter index. invalid column: document",
                "id, ID | Reduplicated bloom filter column: ID",
                "text | text should have only one ngram bloom filter index or bloom filter index: index 'parts'"
            })
    void bloomFiltersAreOfColumnsThatCanHaveThem(String columns, String message) throws SQLException {
        assertThat(client.failure("ALTER TABLE t SET ('bloom_filter_columns' = '%s')".formatted(columns))
                        .message())
                .contains(message);
        assertThat(client.failure("CREATE TABLE u (id INT, text STRING, document JSON, small TINYINT,"
                                + " INDEX parts (text) USING NGRAM_BF) PROPERTIES ('bloom_filter_columns' = '%s')"
                                        .formatted(columns))
                        .message())
                .contains(message);
    }

    @Test
    void theyFollowARenamedColumnAndKeepTheirsFromBeingDropped() throws SQLException {
        client.run("ALTER TABLE t RENAME COLUMN text words, RENAME COLUMN small tiny");
        assertThat(definition("t")).contains("INDEX `words` (`words`)", "INDEX `parts` (`words`)");
        assertThat(client.failure("ALTER TABLE t DROP COLUMN words").message())
                .contains("Column 'words' cannot be dropped: index 'words' is over it");
        assertThat(client.failure("ALTER TABLE t MODIFY COLUMN words JSON").message())
                .contains("invalid index: words");
        client.run(
                "CREATE INDEX tiny ON t (tiny)",
                "DELETE FROM t WHERE id = 2",
                "ALTER TABLE t DROP INDEX words, DROP INDEX parts",
                "ALTER TABLE t DROP COLUMN words");
        assertThat(client.query("SHOW INDEX FROM t"))
                .extracting(row -> row.get("Key_name"))
                .containsExactly("by_id", "tiny");

        client.run(
                "CREATE TABLE u (a INT, b INT, c INT) DISTRIBUTED BY HASH (a) PROPERTIES ('bloom_filter_columns' = 'a,b')",
                "ALTER TABLE u RENAME COLUMN b d");
        assertThat(definition("u")).contains("\"bloom_filter_columns\" = \"a, d\"");
        assertThat(client.failure("ALTER TABLE u DROP COLUMN d").message())
                .contains("Column 'd' cannot be dropped: the property \"bloom_filter_columns\" names it");
    }

    @Test
    void aTableWithoutPartitionsIsChangedToo() throws SQLException {
        client.run(
                "CREATE TABLE u (a INT, b INT, INDEX i (b)) PARTITION BY RANGE (a) ()",
                "ALTER TABLE u ADD COLUMN c INT, RENAME COLUMN b d");
        assertThat(definition("u")).contains("`c` INT", "INDEX `i` (`d`)");
    }

    @Test
    void aLikeTableHasThemAndARestartKeepsThem() throws Exception {
        client.run("CREATE TABLE u LIKE t");
        assertThat(definition("u")).contains(SHOWN);
        client.close();
        server.restart();
        client = server.connect();
        client.run("USE d");
        assertThat(definition("t")).contains(SHOWN);
        assertThat(definition("u")).contains(SHOWN);
    }

    @Test
    void aSnapshotHasThemAndATableThatIsThereKeepsItsOwn() throws Exception {
        client.run(
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")),
                "BACKUP SNAPSHOT l TO r");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("Status", "[OK]");
        String before = definition("t");

        client.run(
                "DROP INDEX by_id ON t",
                "ALTER TABLE t SET ('bloom_filter_columns' = '')",
                "INSERT INTO t (id) VALUES (3)",
                "RESTORE SNAPSHOT l FROM r");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(client.value("SELECT count(*) FROM t")).isEqualTo("2");
        assertThat(client.query("SHOW INDEX FROM t")).hasSize(2);
        assertThat(definition("t")).contains("\"bloom_filter_columns\" = \"\"");

        client.run("RESTORE SNAPSHOT l FROM r ON (t AS other)");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(definition("other")).isEqualTo(before.replace("TABLE `t`", "TABLE `other`"));

        client.run("DROP TABLE t", "RESTORE SNAPSHOT l FROM r");
        assertThat(client.awaitJob("SHOW RESTORE")).containsEntry("Status", "[OK]");
        assertThat(definition("t")).isEqualTo(before);
        client.run("DROP REPOSITORY r");
    }

    private String definition(String table) throws SQLException {
        return client.query("SHOW CREATE TABLE " + table).get(0).get("Create Table");
    }
}

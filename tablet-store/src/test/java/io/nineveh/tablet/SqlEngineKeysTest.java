package io.nineveh.tablet;

import static io.nineveh.tablet.EngineFixture.DATABASE;
import static io.nineveh.tablet.EngineFixture.decimal;
import static io.nineveh.tablet.EngineFixture.key;
import static io.nineveh.tablet.EngineFixture.type;
import static io.nineveh.tablet.EngineFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Aggregation;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows with equal keys, within a load and over several. */
class SqlEngineKeysTest {
    @TempDir
    private Path directory;

    private EngineFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new EngineFixture(directory);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private static Column aggregated(String name, ColumnType type, Aggregation aggregation) {
        return new Column(name, type, false, true, Optional.empty(), "", Optional.of(aggregation));
    }

    private void create(String name, KeysType keys, int buckets, Column... columns) throws IOException {
        fixture.create(
                name,
                keys,
                List.of(columns),
                Partitioning.none(),
                Map.of(name, PartitionRange.unbounded()),
                new Distribution(List.of(columns[0].name()), buckets));
    }

    @Test
    void theLastRowOfAUniqueKeyIsKept() throws IOException {
        create("t", KeysType.UNIQUE, 3, key("k", type(Kind.INT)), value("v", type(Kind.STRING)));

        assertThat(fixture.insert("t", "VALUES (1, 'a'), (2, 'b'), (1, 'c'), (3, NULL), (1, 'd')"))
                .isEqualTo(5);
        assertThat(fixture.rows("SELECT * FROM t ORDER BY k")).containsExactly("1|d", "2|b", "3|NULL");
        fixture.insert("t", "VALUES (3, 'e'), (2, NULL), (4, 'f')");
        assertThat(fixture.rows("SELECT * FROM t ORDER BY k")).containsExactly("1|d", "2|NULL", "3|e", "4|f");
        fixture.insert("t", "SELECT k, v || '!' FROM t");
        assertThat(fixture.rows("SELECT * FROM t ORDER BY k")).containsExactly("1|d!", "2|NULL", "3|e!", "4|f!");
        assertThat(fixture.rows("SELECT count(*) FROM t WHERE v = 'd'")).containsExactly("0");
    }

    @Test
    void whichRowIsTheLastDoesNotDependOnTheNumberOfRows() throws IOException {
        create("t", KeysType.UNIQUE, 2, key("k", type(Kind.BIGINT)), value("v", type(Kind.BIGINT)));

        fixture.insert("t", "SELECT i % 1000, i FROM range(0, 300000) AS r(i)");

        assertThat(fixture.rows("SELECT count(*), min(v), max(v) FROM t")).containsExactly("1000|299000|299999");
        assertThat(fixture.rows("SELECT count(*) FROM t WHERE v % 1000 <> k")).containsExactly("0");
    }

    @Test
    void eachValueColumnOfAnAggregateKeyHasItsOwnFunction() throws IOException {
        create(
                "t",
                KeysType.AGGREGATE,
                2,
                key("k", type(Kind.INT)),
                aggregated("total", decimal(20, 2), Aggregation.SUM),
                aggregated("huge", type(Kind.LARGEINT), Aggregation.SUM),
                aggregated("first", type(Kind.DATE), Aggregation.MIN),
                aggregated("last", type(Kind.VARCHAR, 10), Aggregation.MAX),
                aggregated("r", type(Kind.STRING), Aggregation.REPLACE),
                aggregated("n", type(Kind.JSON), Aggregation.REPLACE_IF_NOT_NULL));

        fixture.insert(
                "t",
                "VALUES (1, 1.5, 10, '2024-01-02', 'a', 'x', '1'), (1, 2.25, 20, '2024-01-01', 'c', NULL, NULL), (2, 1, 1, NULL, 'b', 'y', NULL)");
        assertThat(fixture.rows("SELECT * FROM t ORDER BY k"))
                .containsExactly("1|3.75|30|2024-01-01|c|NULL|1", "2|1.00|1|NULL|b|y|NULL");
        fixture.insert(
                "t",
                "VALUES (2, -3, 170141183460469231731687303715884105726, '2020-02-02', 'a', NULL, '2'), (1, 0, NULL, NULL, NULL, 'z', NULL)");
        assertThat(fixture.rows("SELECT * FROM t ORDER BY k"))
                .containsExactly(
                        "1|3.75|30|2024-01-01|c|z|1",
                        "2|-2.00|170141183460469231731687303715884105727|2020-02-02|b|NULL|2");
    }

    @Test
    void nullIsAKeyLikeOthers() throws IOException {
        Column key = new Column("k", type(Kind.INT), true, true, Optional.empty(), "", Optional.empty());
        create("u", KeysType.UNIQUE, 2, key, value("v", type(Kind.INT)));
        create("a", KeysType.AGGREGATE, 2, key, aggregated("v", type(Kind.INT), Aggregation.SUM));

        for (String table : List.of("u", "a")) {
            fixture.insert(table, "VALUES (NULL, 1), (NULL, 2)");
            fixture.insert(table, "VALUES (NULL, 3)");
        }

        assertThat(fixture.rows("SELECT * FROM u")).containsExactly("NULL|3");
        assertThat(fixture.rows("SELECT * FROM a")).containsExactly("NULL|6");
    }

    @Test
    void columnsThatAreNamedLikeOurOwnAreNotMistaken() throws IOException {
        create(
                "t",
                KeysType.UNIQUE,
                1,
                key("filename", type(Kind.INT)),
                value("rowid", type(Kind.INT)),
                value("file_index", type(Kind.INT)));

        fixture.insert("t", "VALUES (1, 9, 9), (1, 2, 3)");
        fixture.insert("t", "VALUES (2, 8, 8), (2, 5, 6)");

        assertThat(fixture.rows("SELECT filename, rowid, file_index FROM t ORDER BY 1"))
                .containsExactly("1|2|3", "2|5|6");
    }

    @Test
    void aSumThatItsTypeCannotHoldIsAnErrorOfTheLoadOrOfTheQuery() throws IOException {
        create(
                "t",
                KeysType.AGGREGATE,
                1,
                key("k", type(Kind.INT)),
                aggregated("s", type(Kind.TINYINT), Aggregation.SUM),
                aggregated("m", type(Kind.INT), Aggregation.MAX));

        assertThatThrownBy(() -> fixture.insert("t", "VALUES (1, 100, 1), (1, 100, 2)"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("200");
        fixture.insert("t", "VALUES (1, 100, 1)");
        fixture.insert("t", "VALUES (1, 100, 2), (2, 1, 3)");
        assertThatThrownBy(() -> fixture.rows("SELECT s FROM t"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("200");
        assertThat(fixture.rows("SELECT m FROM t ORDER BY m")).containsExactly("2", "3");
        assertThat(fixture.rows("SELECT s FROM t WHERE k = 2")).containsExactly("1");
    }

    @Test
    void rowsAreDeletedWhereTheConditionHolds() throws IOException {
        create("t", KeysType.DUPLICATE, 3, key("k", type(Kind.INT)), value("v", type(Kind.STRING)));
        fixture.insert("t", "SELECT i, CASE WHEN i % 2 = 0 THEN 'even' END FROM range(0, 100) AS r(i)");
        fixture.insert("t", "VALUES (1000, 'more')");

        assertThat(delete("t", "v = 'none'")).isZero();
        assertThat(delete("t", "v = 'even' AND k < 50")).isEqualTo(25);
        assertThat(fixture.rows("SELECT count(*), count(v), max(k) FROM t")).containsExactly("76|26|1000");
        assertThat(delete("t", "`v` IS NULL OR k = 1000")).isEqualTo(51);
        fixture.insert("t", "VALUES (7, 'new')");
        assertThat(fixture.rows("SELECT count(*), min(k) FROM t")).containsExactly("26|7");
        assertThat(delete("t", "true")).isEqualTo(26);
        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("0");
    }

    @Test
    void whatADeleteRemovesIsWhatAQueryShows() throws IOException {
        create("t", KeysType.UNIQUE, 2, key("k", type(Kind.INT)), value("v", type(Kind.INT)));
        fixture.insert("t", "VALUES (1, 1), (2, 2)");
        fixture.insert("t", "VALUES (1, 10)");

        assertThat(delete("t", "v = 1")).isZero();
        assertThat(delete("t", "v = 10")).isEqualTo(1);
        assertThat(fixture.rows("SELECT * FROM t")).containsExactly("2|2");
    }

    @Test
    void aQueryUnderWayStillSeesWhatIsDeleted() throws IOException {
        create("t", KeysType.DUPLICATE, 2, key("k", type(Kind.INT)));
        fixture.insert("t", "SELECT i FROM range(0, 5000) AS r(i)");

        try (QueryResult result = fixture.engine.query(Optional.of(DATABASE), ReadGuard.NONE, "SELECT k FROM t")) {
            assertThat(delete("t", "k >= 0")).isEqualTo(5000);
            assertThat(EngineFixture.rows(result)).hasSize(5000);
        }
        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("0");
    }

    @Test
    void deletedRowsStayAwayAfterARestart() throws IOException {
        create("t", KeysType.DUPLICATE, 2, key("k", type(Kind.INT)));
        fixture.insert("t", "VALUES (1), (2), (3)");
        delete("t", "k = 2");
        fixture.close();

        fixture = new EngineFixture(directory);
        fixture.store.retainOnly(Set.copyOf(TableTablets.keys(fixture.table("t"))));

        assertThat(fixture.rows("SELECT k FROM t ORDER BY k")).containsExactly("1", "3");
        fixture.insert("t", "VALUES (4)");
        assertThat(fixture.rows("SELECT k FROM t ORDER BY k")).containsExactly("1", "3", "4");
    }

    @Test
    void aConditionThatIsNoneDeletesNothing() throws IOException {
        create("t", KeysType.DUPLICATE, 2, key("k", type(Kind.INT)));
        fixture.insert("t", "VALUES (1), (2)");

        assertThatThrownBy(() -> delete("t", "nothing = 1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> delete("t", "k IN (SELECT k FROM t)"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the WHERE of DELETE cannot read tables");
        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("2");
    }

    @Test
    void anUpdateWritesTheRowsThatMatchAgain() throws IOException {
        create(
                "t",
                KeysType.UNIQUE,
                2,
                key("k", type(Kind.INT)),
                value("v", type(Kind.INT)),
                value("W", type(Kind.STRING)));
        fixture.insert("t", "VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, 'c')");

        assertThat(update("t", Map.of("v", "v + 10", "w", "concat(w, '!')"), "k >= 2"))
                .isEqualTo(2);
        assertThat(update("t", Map.of("v", "NULL"), "k = 77")).isZero();

        assertThat(fixture.rows("SELECT * FROM t ORDER BY k")).containsExactly("1|1|a", "2|12|b!", "3|13|c!");
        assertThatThrownBy(() -> update("t", Map.of("k", "1"), "true"))
                .hasMessageContaining("Only value columns of unique table could be updated: 'k' is a key column");
        assertThatThrownBy(() -> update("t", Map.of("x", "1"), "true")).hasMessageContaining("Unknown column 'x'");
        create("d", KeysType.DUPLICATE, 1, key("k", type(Kind.INT)), value("v", type(Kind.INT)));
        assertThatThrownBy(() -> update("d", Map.of("v", "1"), "true"))
                .hasMessageContaining("Only unique table could be updated");
    }

    private long delete(String table, String condition) {
        return fixture.engine.delete(DATABASE, table, List.of(), condition, this::drop);
    }

    private long update(String table, Map<String, String> values, String condition) {
        return fixture.engine.update(DATABASE, table, values, condition, Optional.empty(), ReadGuard.NONE);
    }

    private void drop(Collection<TabletKey> tablets) {
        try {
            fixture.store.drop(tablets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

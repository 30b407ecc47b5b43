package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.catalog.View.ViewColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries over views. */
class SqlEngineViewTest {
    @TempDir
    Path directory;

    private EngineFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new EngineFixture(directory);
        fixture.createPlain("t");
        fixture.insert("t", "VALUES (1, 'a'), (2, 'b')");
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void aViewGivesWhatItsQueryGivesNow() throws IOException {
        create("db", "v", "SELECT k AS `key`, \"x\" AS mark FROM t WHERE v <> 'b' -- not those");
        assertThat(rows("SELECT * FROM v")).isEqualTo("1|x");

        fixture.insert("t", "VALUES (3, 'c')");

        assertThat(rows("SELECT * FROM db.v ORDER BY `key` DESC")).isEqualTo("3|x 1|x");
        assertThat(rows("WITH w AS (SELECT max(`key`) AS m FROM v) SELECT m FROM w"))
                .isEqualTo("3");
    }

    @Test
    void namesWithoutADatabaseAreOfTheViewsOwn() {
        fixture.catalog.change(change -> change.createDatabase("other"));
        create("db", "v", "SELECT k FROM t");
        create("other", "t", "SELECT count(*) AS n FROM db.v");
        create("other", "w", "SELECT n FROM t");

        assertThat(rows("SELECT n, k FROM other.w, t ORDER BY k")).isEqualTo("2|1 2|2");
    }

    @Test
    void theGuardIsAskedForAllThatIsReadBeforeItIsLookedUp() {
        create("db", "v", "SELECT k FROM t");
        create("db", "w", "SELECT k FROM v");
        Guard guard = new Guard("");

        fixture.engine
                .query(Optional.of("db"), guard, "WITH c AS (SELECT 1 AS k) SELECT * FROM w JOIN c USING (k)")
                .close();
        fixture.engine.insert(
                "db", "t", List.of(), PartitionNames.ALL, Optional.of("db"), guard, "SELECT k, 'x' FROM v");
        assertThat(guard.asked).containsExactly("w", "v", "t", "v", "t");

        for (String sql : List.of("SELECT * FROM w", "SELECT * FROM db.t", "SELECT (SELECT 1 FROM nowhere.t)")) {
            assertThatThrownBy(() -> fixture.engine.describe(Optional.of("db"), new Guard("t"), sql))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no t");
        }
    }

    @Test
    void aCommonTableMayHaveTheNameOfOneThatMayNotBeRead() throws IOException {
        String shadowing = "WITH t AS (SELECT 7 AS k) SELECT k FROM t";
        try (QueryResult result = fixture.engine.query(Optional.of("db"), new Guard("t"), shadowing)) {
            assertThat(EngineFixture.rows(result)).containsExactly("7");
        }

        String both = "SELECT k FROM t WHERE k IN (WITH t AS (SELECT 7 AS k) SELECT k FROM t)";
        assertThatThrownBy(() -> fixture.engine.query(Optional.of("db"), new Guard("t"), both))
                .isInstanceOf(RefusedException.class);
        assertThat(rows(both)).isEmpty();
    }

    /** Refuses tables of one name, and remembers all that it was asked for. */
    private static final class Guard implements ReadGuard {
        private final List<String> asked = new ArrayList<>();
        private final String refused;

        Guard(String refused) {
            this.refused = refused;
        }

        @Override
        public boolean allows(TableName name) {
            asked.add(name.table());
            return !name.table().equals(refused);
        }

        @Override
        public RuntimeException refusal(TableName name) {
            return new IllegalStateException("no " + name.table());
        }
    }

    @Test
    void columnsCanHaveNamesOfTheViews() {
        fixture.catalog.change(change -> {
            change.addView(
                    "db",
                    new View(
                            change.newId(),
                            "v",
                            List.of(new ViewColumn("a", ""), new ViewColumn("b", "text")),
                            "",
                            "SELECT * FROM t"));
            return change;
        });

        assertThat(rows("SELECT b, a FROM v WHERE a = 2")).isEqualTo("b|2");
    }

    @Test
    void aQueryIsDescribedWithoutBeingRun() {
        create("db", "v", "SELECT k FROM t");
        create("db", "w", "SELECT k FROM v");

        QueryDescription description = fixture.engine.describe(
                Optional.of("db"),
                ReadGuard.NONE,
                "WITH c AS (SELECT 1) SELECT w.k, 1/0 AS bad FROM w, c, db.t AS u WHERE u.k = w.k;");

        assertThat(description.columns()).extracting(ResultColumn::name).containsExactly("k", "bad");
        assertThat(description.names()).containsExactlyInAnyOrder(List.of("w"), List.of("db", "t"));
        assertThat(description.views()).containsExactlyInAnyOrder(new TableName("db", "v"), new TableName("db", "w"));
    }

    @Test
    void whatIsMissingBehindAViewIsNamed() throws IOException {
        create("db", "v", "SELECT k FROM t");
        fixture.drop("t");

        refused("SELECT * FROM v", "Unknown table 't' in database 'db'");

        fixture.catalog.change(change -> change.dropView("db", "v"));
        fixture.createPlain("t");
        create("db", "v", "SELECT gone FROM t");
        refused("SELECT * FROM v", "view 'db.v' does not fit what it reads", "gone", "ALTER VIEW");
    }

    @Test
    void aViewThatReadsItselfIsRefused() {
        create("db", "v", "SELECT * FROM w");
        create("db", "w", "SELECT * FROM x");
        create("db", "x", "SELECT * FROM v");

        refused("SELECT * FROM w", "a view reads itself: db.w reads db.x reads db.v reads db.w");
    }

    @Test
    void aViewIsNoTable() {
        create("db", "v", "SELECT k FROM t");

        assertThatThrownBy(() -> fixture.insert("v", "VALUES (1)"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("'db.v' is a view, and this needs a table");
        assertThatThrownBy(() -> fixture.createPlain("v")).hasMessageContaining("there is a view of that name");
        assertThatThrownBy(() -> create("db", "t", "SELECT 1")).hasMessage("Table 't' already exists");
    }

    @Test
    void aViewReachesNothingButTables() {
        create("db", "v", "SELECT * FROM read_csv('/etc/passwd')");

        refused("SELECT * FROM v", "read_csv", "not offered");
    }

    private void create(String database, String name, String query) {
        fixture.catalog.change(change -> {
            change.addView(database, new View(change.newId(), name, List.of(), "", query));
            return change;
        });
    }

    private String rows(String query) {
        return String.join(" ", fixture.rows(query));
    }

    private void refused(String query, String... parts) {
        assertThatThrownBy(() -> fixture.rows(query))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(parts);
    }
}

package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries, loads, snapshots and drops side by side. */
class SqlEngineIsolationTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    private EngineFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new EngineFixture(directory);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void aQueryUnderWaySeesNeitherLoadsNorTheDropOfItsTable() throws IOException {
        Table table = fixture.createPlain("t");
        for (int i = 0; i < 5; i++) {
            fixture.insert("t", "SELECT range, 'x' FROM range(%d, %d)".formatted(i * 50_000, (i + 1) * 50_000));
        }

        long rows = 0;
        try (QueryResult result = fixture.engine.query(Optional.of("db"), ReadGuard.NONE, "SELECT k FROM t")) {
            fixture.insert("t", "VALUES (-1, 'later')");
            fixture.drop("t");
            assertThatThrownBy(() -> fixture.rows("SELECT * FROM t")).hasMessageContaining("Unknown table 't'");
            while (result.next()) {
                rows++;
            }
        }

        assertThat(rows).isEqualTo(250_000);
        for (TabletKey tablet : TableTablets.keys(table)) {
            assertThat(fixture.store.layout().tablet(tablet)).doesNotExist();
        }
    }

    @Test
    void aLoadOfATableThatIsReplacedMeanwhileIsRefusedAndLeavesNothing() throws IOException, SQLException {
        Table before = fixture.createPlain("t");

        try (DuckDb duckDb = DuckDb.open(fixture.store.layout(), SqlEngineOptions.defaults());
                QuerySession session = new QuerySessions(duckDb, new RunningQueries(), fixture.catalog, fixture.store)
                        .open(Optional.of("db"), ReadGuard.NONE, QueryFacts.NONE, "VALUES (1, 'one')")) {
            RowStaging staging = RowStaging.evaluate(session, LoadColumns.of(before, List.of()));
            List<RowStaging.TabletRows> places = staging.place(before, before.partitions());
            TableLoad load = new TableLoad(fixture.catalog, fixture.store, "db", before, before.partitions());
            // the catalog forgets the table before its tablets are dropped
            fixture.catalog.change(change -> change.dropTable("db", "t"));
            fixture.createPlain("t");

            assertThatThrownBy(() -> load.run(session.connection(), staging, places))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_STATE))
                    .hasMessageContaining("nothing was loaded, try again");
        }

        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("0");
        for (TabletKey tablet : TableTablets.keys(before)) {
            assertThat(fixture.store.status(tablet).version()).isEqualTo(1);
            assertThat(DurableFiles.list(fixture.store.layout().tablet(tablet))).hasSize(1);
        }
    }

    @Test
    void aSnapshotBringsBackTheRowsOfItsVersion() throws IOException {
        Table original = fixture.createPlain("original");
        Table copy = fixture.createPlain("copy");
        fixture.insert("original", "SELECT range, 'before' FROM range(100)");
        List<TabletKey> sources = TableTablets.keys(original);
        List<TabletSnapshot> snapshots = new ArrayList<>();
        for (TabletKey tablet : sources) {
            snapshots.add(fixture.store.snapshot(tablet, 2, HOUR));
        }

        fixture.insert("original", "SELECT range, 'after' FROM range(100)");
        fixture.drop("original");
        List<TabletKey> targets = TableTablets.keys(copy);
        fixture.store.drop(targets);
        for (int i = 0; i < sources.size(); i++) {
            Path downloaded = fixture.store.prepareRestore(9, targets.get(i));
            for (TabletFile file : snapshots.get(i).files()) {
                Files.copy(snapshots.get(i).directory().resolve(file.name()), downloaded.resolve(file.name()));
            }
            fixture.store.makeEffective(downloaded, sources.get(i), targets.get(i), 2);
            fixture.store.release(downloaded);
            fixture.store.release(snapshots.get(i).directory());
        }
        fixture.catalog.change(change -> {
            Partition partition = copy.partitions().get(0).withVersion(2, change.now());
            change.replaceTable("db", copy.withPartitions(List.of(partition)));
            return partition;
        });

        assertThat(fixture.rows("SELECT count(*), count(DISTINCT k), min(v), max(v) FROM copy"))
                .containsExactly("100|100|before|before");
        fixture.insert("copy", "VALUES (100, 'more')");
        assertThat(fixture.rows("SELECT count(*) FROM copy")).containsExactly("101");
    }

    @Test
    void loadsAndQueriesOfManyThreadsLoseNothing() throws Exception {
        fixture.createPlain("a");
        fixture.createPlain("b");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (String table : List.of("a", "b", "a", "b")) {
                work.add(threads.submit(
                        () -> IntStream.range(0, 5).forEach(i -> fixture.insert(table, "VALUES (1, 'x'), (2, 'y')"))));
            }
            for (int reader = 0; reader < 2; reader++) {
                work.add(threads.submit(() -> IntStream.range(0, 10)
                        .forEach(i -> assertThat(fixture.rows(
                                        "SELECT (SELECT count(*) FROM a) % 2 + (SELECT count(*) FROM b) % 2"))
                                .containsExactly("0"))));
            }
            for (Future<?> each : work) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(fixture.rows("SELECT count(*), sum(k) FROM a")).containsExactly("20|30");
        assertThat(fixture.rows("SELECT count(*), sum(k) FROM b")).containsExactly("20|30");
        assertThat(fixture.table("a").partitions().get(0).visibleVersion()).isEqualTo(11);
    }

    @Test
    void tablesOfOtherDatabasesAndNamesInAnyCaseAreFound() throws IOException {
        fixture.createPlain("Te st");
        fixture.createPlain("te st");
        fixture.catalog.change(change -> change.createDatabase("Other-1"));
        fixture.insert("Te st", "VALUES (1, 'upper')");
        fixture.insert("te st", "VALUES (2, 'lower')");

        assertThat(fixture.rows("SELECT V, `te st`.K, db.`te st`.k FROM `te st`"))
                .containsExactly("lower|2|2");
        try (QueryResult result = fixture.engine.query(
                Optional.of("Other-1"), ReadGuard.NONE, "SELECT \"it's\" AS `a\"b`, t.v FROM db.`Te st` t")) {
            assertThat(result.columns().get(0).name()).isEqualTo("a\"b");
            assertThat(EngineFixture.rows(result)).containsExactly("it's|upper");
        }
        try (QueryResult result = fixture.engine.query(Optional.empty(), ReadGuard.NONE, "VALUES (1), (2)")) {
            assertThat(EngineFixture.rows(result)).containsExactly("1", "2");
        }
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM `te st`, `Te st`"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("differ in letter case only");
    }
}

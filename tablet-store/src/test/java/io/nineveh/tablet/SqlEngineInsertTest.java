package io.nineveh.tablet;

import static io.nineveh.tablet.EngineFixture.key;
import static io.nineveh.tablet.EngineFixture.type;
import static io.nineveh.tablet.EngineFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlEngineInsertTest {
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
    void rowsAreVisibleAndSurviveAReopening() throws IOException {
        fixture.createPlain("t");

        assertThat(fixture.insert("t", "VALUES (1, 'one'), (2, 'two')")).isEqualTo(2);
        assertThat(fixture.insert("t", "SELECT k + 10, v FROM t")).isEqualTo(2);
        assertThat(fixture.insert("t", "SELECT * FROM t WHERE false")).isZero();
        close();
        open();

        assertThat(fixture.rows("SELECT * FROM t ORDER BY k")).containsExactly("1|one", "2|two", "11|one", "12|two");
        Partition partition = fixture.table("t").partitions().get(0);
        assertThat(partition.visibleVersion()).isEqualTo(3);
        assertThat(fixture.tablets.totals(List.of(partition)).rows()).isEqualTo(4);
        assertThat(fixture.tablets.statuses(partition)).allMatch(status -> status.version() == 3);
    }

    @Test
    void columnsThatAreNotNamedGetTheirDefaults() throws IOException {
        List<Column> columns = List.of(
                key("k", type(Kind.INT)),
                new Column("d", type(Kind.INT), false, false, Optional.of("42"), "", Optional.empty()),
                new Column(
                        "now",
                        type(Kind.DATETIME),
                        false,
                        false,
                        Optional.of("CURRENT_TIMESTAMP"),
                        "",
                        Optional.empty()),
                value("n", type(Kind.STRING)));
        createUnpartitioned("t", columns);

        fixture.engine.insert(
                "db", "t", List.of("N", "k"), PartitionNames.ALL, Optional.of("db"), ReadGuard.NONE, "VALUES ('x', 1)");

        assertThat(fixture.rows("SELECT k, d, n, now > DATE '2020-01-01' FROM t"))
                .containsExactly("1|42|x|1");
    }

    @Test
    void columnListsThatMakeNoSenseAreRefused() throws IOException {
        fixture.createPlain("t");

        assertRefused(Reason.UNKNOWN_COLUMN, "Unknown column 'x' in 't'", List.of("k", "x"), "VALUES (1, 2)");
        assertRefused(Reason.INVALID, "Column 'k' specified twice", List.of("k", "K"), "VALUES (1, 2)");
        assertRefused(Reason.INVALID, "Field 'k' doesn't have a default value", List.of("v"), "VALUES ('a')");
        assertRefused(
                Reason.INVALID, "Column count doesn't match value count: 2 columns, 1 values", List.of(), "VALUES (1)");
        assertRefused(
                Reason.INVALID,
                "Column count doesn't match value count: 1 columns, 2 values",
                List.of("k"),
                "SELECT 1, 2");
        assertRefused(Reason.INVALID, "Column 'k' cannot be null", List.of(), "VALUES (1, 'a'), (NULL, 'b')");
        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("0");
    }

    @Test
    void aRowGoesToThePartitionOfItsRange() throws IOException {
        createByDay("t");

        fixture.insert(
                "t", "VALUES ('2023-12-31', 1), ('2024-01-01', 2), ('2024-01-31', 3), ('2024-02-01', 4), (NULL, 5)");

        assertThat(rowsPerPartition("t")).isEqualTo(Map.of("p0", 2L, "p1", 2L, "p2", 1L));
    }

    @Test
    void aRowThatNoPartitionTakesIsRefusedWithAllOthers() throws IOException {
        createByDay("t");

        assertThatThrownBy(() -> fixture.insert("t", "VALUES ('2024-01-01', 1), ('2024-03-01', 2)"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessage(
                        "no partition of table 't' takes (2024-03-01); there are: p0 [MINVALUE, 2024-01-01), "
                                + "p1 [2024-01-01, 2024-02-01), p2 [2024-02-01, 2024-03-01). Add a partition or correct the value");
        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("0");
        assertThat(filesOf("t")).allMatch(file -> file.endsWith(".hdr"));
    }

    @Test
    void namedPartitionsTakeRowsAndOthersDoNot() throws IOException {
        createByDay("t");

        fixture.engine.insert(
                "db",
                "t",
                List.of(),
                PartitionNames.formal(List.of("p1")),
                Optional.of("db"),
                ReadGuard.NONE,
                "VALUES ('2024-01-05', 1)");

        assertThatThrownBy(() -> fixture.engine.insert(
                        "db",
                        "t",
                        List.of(),
                        PartitionNames.formal(List.of("p1")),
                        Optional.of("db"),
                        ReadGuard.NONE,
                        "VALUES ('2024-02-05', 1)"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("takes (2024-02-05); there are: p1 [");
        assertThatThrownBy(() -> fixture.engine.insert(
                        "db",
                        "t",
                        List.of(),
                        PartitionNames.formal(List.of("p9")),
                        Optional.of("db"),
                        ReadGuard.NONE,
                        "VALUES ('2024-02-05', 1)"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_PARTITION));
        assertThat(fixture.table("t").partitions().stream().map(Partition::visibleVersion))
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void severalPartitionColumnsAreComparedInTheirOrder() throws IOException {
        Map<String, PartitionRange> ranges = new LinkedHashMap<>();
        ranges.put("p0", new PartitionRange(List.of(), List.of("10", "m")));
        ranges.put("p1", new PartitionRange(List.of("10", "m"), List.of("20")));
        ranges.put("p2", new PartitionRange(List.of("20"), List.of()));
        fixture.create(
                "t",
                List.of(key("a", type(Kind.BIGINT)), value("b", type(Kind.VARCHAR, 10))),
                Partitioning.byRange(List.of("a", "b")),
                ranges,
                new Distribution(List.of("a"), 2));

        fixture.insert(
                "t", "VALUES (9, 'z'), (10, 'l'), (10, NULL), (10, 'm'), (19, 'z'), (20, ''), (20, NULL), (21, 'a')");

        assertThat(rowsPerPartition("t")).isEqualTo(Map.of("p0", 3L, "p1", 2L, "p2", 3L));
    }

    @Test
    void withoutDistributionColumnsALoadGoesToOneTabletOfEachPartition() throws IOException {
        fixture.create(
                "t",
                List.of(key("k", type(Kind.INT))),
                Partitioning.none(),
                Map.of("t", PartitionRange.unbounded()),
                new Distribution(List.of(), 8));

        fixture.insert("t", "SELECT range FROM range(1000)");

        assertThat(fixture.rows("SELECT count(DISTINCT k) FROM t")).containsExactly("1000");
        assertThat(filesOf("t").stream().filter(file -> file.endsWith(Segment.SUFFIX)))
                .hasSize(1);
    }

    @Test
    void aSegmentIsSortedByTheKeyAndItsChecksumIsRecorded() throws IOException {
        createUnpartitioned("t", List.of(key("k", type(Kind.INT)), value("c0", type(Kind.INT))));

        fixture.insert("t", "SELECT 1000 - range, range FROM range(1000)");

        assertThat(fixture.rows("SELECT k FROM t"))
                .isEqualTo(IntStream.rangeClosed(1, 1000)
                        .mapToObj(Integer::toString)
                        .toList());
        fixture.store.snapshot(TableTablets.keys(fixture.table("t")).get(0), 2, Duration.ofMinutes(1));
    }

    @Test
    void whatACrashBeforeTheCommitLeftIsReplaced() throws IOException {
        Table table = fixture.createPlain("t");
        fixture.insert("t", "VALUES (1, 'one')");
        for (var tablet : TableTablets.keys(table)) {
            Path lost = fixture.store.newSegment(tablet, 3);
            Files.writeString(lost, "not even Parquet");
            fixture.store.addVersion(tablet, 3, List.of(new StagedSegment(lost, 5)));
        }
        assertThat(fixture.rows("SELECT * FROM t")).containsExactly("1|one");

        fixture.insert("t", "VALUES (2, 'two')");

        assertThat(fixture.rows("SELECT * FROM t ORDER BY k")).containsExactly("1|one", "2|two");
    }

    @Test
    void fiveHundredRowsOfFourteenColumnsAreQuick() throws IOException {
        List<Column> columns = new ArrayList<>(List.of(key("k", type(Kind.INT))));
        IntStream.range(0, 13).forEach(i -> columns.add(value("c" + i, type(Kind.VARCHAR, 50))));
        createUnpartitioned("t", columns);
        fixture.insert("t", "VALUES (0" + ", ''".repeat(13) + ")");
        String values = IntStream.range(0, 500)
                .mapToObj(row -> Stream.concat(
                                Stream.of(Integer.toString(row)),
                                IntStream.range(0, 13).mapToObj(i -> "'value %d of row %d'".formatted(i, row)))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", ", "VALUES ", ""));

        long start = System.nanoTime();
        assertThat(fixture.insert("t", values)).isEqualTo(500);

        // a second is what it takes on a busy machine; the limit finds what is slow by its nature
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private void createByDay(String name) throws IOException {
        Map<String, PartitionRange> ranges = new LinkedHashMap<>();
        ranges.put("p0", new PartitionRange(List.of(), List.of("2024-01-01")));
        ranges.put("p1", new PartitionRange(List.of("2024-01-01"), List.of("2024-02-01")));
        ranges.put("p2", new PartitionRange(List.of("2024-02-01"), List.of("2024-03-01")));
        fixture.create(
                name,
                List.of(value("day", type(Kind.DATE)), value("n", type(Kind.INT))),
                Partitioning.byRange(List.of("DAY")),
                ranges,
                new Distribution(List.of("n"), 2));
    }

    private void createUnpartitioned(String name, List<Column> columns) throws IOException {
        fixture.create(
                name,
                columns,
                Partitioning.none(),
                Map.of(name, PartitionRange.unbounded()),
                new Distribution(List.of("k"), 1));
    }

    private Map<String, Long> rowsPerPartition(String table) throws IOException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (Partition partition : fixture.table(table).partitions()) {
            rows.put(
                    partition.name(), fixture.tablets.totals(List.of(partition)).rows());
        }
        return rows;
    }

    private List<String> filesOf(String table) throws IOException {
        List<String> files = new ArrayList<>();
        for (var tablet : TableTablets.keys(fixture.table(table))) {
            DurableFiles.list(fixture.store.layout().tablet(tablet)).forEach(file -> files.add(file.toString()));
        }
        return files;
    }

    private void assertRefused(Reason reason, String message, List<String> columns, String source) {
        assertThatThrownBy(() -> fixture.engine.insert(
                        "db", "t", columns, PartitionNames.ALL, Optional.of("db"), ReadGuard.NONE, source))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
    }
}

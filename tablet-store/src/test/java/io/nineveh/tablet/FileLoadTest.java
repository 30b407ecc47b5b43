package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileFormat.Json;
import io.nineveh.tablet.FileFormat.Parquet;
import io.nineveh.tablet.FileLoad.Outcome;
import io.nineveh.tablet.FileLoad.Unconverted;
import io.nineveh.tablet.FileSource.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileLoadTest {
    private static final Csv CSV = new Csv(",", "\n", 0);

    @TempDir
    private Path directory;

    private EngineFixture fixture;
    private Path exchange;

    @BeforeEach
    void open() throws IOException {
        fixture = new EngineFixture(directory);
        exchange = fixture.store.newExchangeDirectory();
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    /** Commits at once. */
    private class AtOnce implements FileLoad.Progress {
        @Override
        public void check() {}

        @Override
        public void counted(Outcome outcome) {}

        @Override
        public void commit(Outcome outcome, Consumer<CatalogChange> publish) {
            fixture.catalog.change(change -> {
                publish.accept(change);
                return outcome;
            });
        }
    }

    private SourceFile file(String name, String content) throws IOException {
        Path path = Files.createTempFile(exchange, "f", "");
        Files.writeString(path, content);
        return new SourceFile(path, name);
    }

    private static FileSource source(String table, FileFormat format, SourceFile... files) {
        return new FileSource(table, PartitionNames.ALL, RowMapping.ofColumns(List.of()), format, List.of(files));
    }

    private Outcome load(double ratio, FileSource... sources) {
        return fixture.engine.load(
                new FileLoad(EngineFixture.DATABASE, List.of(sources), ratio, Unconverted.BAD_ROW), new AtOnce());
    }

    @Test
    void severalFilesOfSeveralFormatsBecomeVisibleAsOneVersion() throws IOException {
        fixture.createPlain("t");
        Path compressed = exchange.resolve("z");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write("4,four\n".getBytes(StandardCharsets.UTF_8));
        }
        Outcome outcome = load(
                0,
                source(
                        "t",
                        CSV,
                        file("a", "\uFEFF1,one\r\n2,\\N\n"),
                        file("b", "3,"),
                        new SourceFile(compressed, "z.csv.gz")),
                source("t", Json.LINES, file("c", "{\"V\": \"ä\", \"k\": 5}\n\n{\"k\":6,\"v\":{\"x\":[1.50]}}")));
        assertThat(outcome.loaded()).isEqualTo(6);
        assertThat(fixture.rows("SELECT * FROM t ORDER BY k"))
                .containsExactly("1|one", "2|NULL", "3|", "4|four", "5|ä", "6|{\"x\":[1.50]}");
        assertThat(fixture.table("t").partitions().get(0).visibleVersion()).isEqualTo(2);
    }

    @Test
    void badRowsAreNamedWithFileLineAndReason() throws IOException {
        Map<String, PartitionRange> ranges = new LinkedHashMap<>();
        ranges.put("p", new PartitionRange(List.of("0"), List.of("10")));
        fixture.create(
                "t",
                List.of(
                        EngineFixture.key("k", EngineFixture.type(Kind.INT)),
                        EngineFixture.value("v", EngineFixture.type(Kind.VARCHAR, 3)),
                        EngineFixture.value("d", EngineFixture.type(Kind.DATE))),
                Partitioning.byRange(List.of("k")),
                ranges,
                new Distribution(List.of("k"), 2));
        SourceFile file = file(
                "f.csv",
                "1,a,2026-01-01\nx,a,\\N\n2,toolong,\\N\n3,a\n11,a,\\N\n4,a,yesterday\n5.5,a,\\N\n\\N,a,\\N\n");
        FileSource source = source("t", CSV, file);
        assertThatThrownBy(() -> load(0.8, source))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("quality not good enough to cancel: 7 of 8 rows are bad")
                .hasMessageContaining("f.csv, line 2: column 'k' (INT) cannot take 'x'")
                .hasMessageContaining("f.csv, line 3: column 'v' (VARCHAR(3))")
                .hasMessageContaining("f.csv, line 4: 2 columns, and 3 are expected")
                .hasMessageContaining("f.csv, line 5: no partition takes (11)")
                .hasMessageContaining("f.csv, line 6: column 'd' (DATE) cannot take 'yesterday'")
                .hasMessageContaining("f.csv, line 7: column 'k' (INT) cannot take '5.5'")
                .hasMessageContaining("f.csv, line 8: column 'k' cannot be null");
        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("0");
        assertThat(load(0.9, source))
                .extracting(Outcome::loaded, Outcome::filtered)
                .containsExactly(1L, 7L);
        assertThat(fixture.rows("SELECT * FROM t")).containsExactly("1|a|2026-01-01");
    }

    @Test
    void columnsAreMappedAndTheOthersGetTheirDefaults() throws IOException {
        Column withDefault =
                new Column("d", EngineFixture.type(Kind.STRING), false, true, Optional.of("x"), "", Optional.empty());
        fixture.create(
                "t",
                List.of(
                        EngineFixture.key("k", EngineFixture.type(Kind.INT)),
                        withDefault,
                        EngineFixture.value("v", EngineFixture.type(Kind.INT))),
                Partitioning.none(),
                Map.of("t", PartitionRange.unbounded()),
                new Distribution(List.of(), 1));
        FileSource source = new FileSource(
                "t", PartitionNames.ALL, RowMapping.ofColumns(List.of("v", "k")), CSV, List.of(file("f", "7,1\n")));
        assertThat(load(0, source).loaded()).isEqualTo(1);
        assertThat(fixture.rows("SELECT * FROM t")).containsExactly("1|x|7");
        assertThatThrownBy(() -> fixture.engine.check(
                        EngineFixture.DATABASE,
                        new FileSource(
                                "t", PartitionNames.ALL, RowMapping.ofColumns(List.of("k", "nope")), CSV, List.of())))
                .hasMessageContaining("Unknown column 'nope'");
    }

    @Test
    void aCommitThatFailsLeavesNothing() throws IOException {
        fixture.createPlain("t");
        fixture.createPlain("u");
        FileLoad load = new FileLoad(
                EngineFixture.DATABASE,
                List.of(source("t", CSV, file("a", "1,a\n")), source("u", CSV, file("b", "2,b\n"))),
                0,
                Unconverted.BAD_ROW);
        assertThatThrownBy(() -> fixture.engine.load(load, new AtOnce() {
                    @Override
                    public void commit(Outcome outcome, Consumer<CatalogChange> publish) {
                        fixture.catalog.change(change -> {
                            publish.accept(change);
                            throw new RefusedException(RefusedException.Reason.WRONG_STATE, "cancelled");
                        });
                    }
                }))
                .hasMessage("cancelled");
        assertThat(fixture.rows("SELECT count(*) FROM t, u")).containsExactly("0");
        fixture.insert("t", "VALUES (3, 'c')");
        fixture.engine.load(load, new AtOnce());
        assertThat(fixture.rows("SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM u)"))
                .containsExactly("2|1");
    }

    @Test
    void aLoadThatIsToGiveUpLeavesNothing() throws IOException {
        fixture.createPlain("t");
        FileLoad load = new FileLoad(
                EngineFixture.DATABASE,
                List.of(source("t", CSV, file("a", "1,a\n".repeat(30_000)))),
                0,
                Unconverted.BAD_ROW);
        for (int i = 0; i < 6; i++) {
            int last = i;
            assertThatThrownBy(() -> fixture.engine.load(load, new AtOnce() {
                        private int checks;

                        @Override
                        public void check() {
                            if (checks++ == last) {
                                throw new RefusedException(RefusedException.Reason.WRONG_STATE, "given up");
                            }
                        }
                    }))
                    .hasMessage("given up");
        }
        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("0");
        fixture.insert("t", "VALUES (1, 'a')");
        assertThat(fixture.table("t").partitions().get(0).visibleVersion()).isEqualTo(2);
    }

    @Test
    void whatACrashLeavesOfFilesUnderWayIsRemovedByTheNextStart() throws IOException {
        file("a", "1,a\n");
        fixture.close();
        fixture = new EngineFixture(directory);
        assertThat(exchange.getParent()).isEmptyDirectory();
    }

    static List<FileFormat> formats() {
        return List.of(new Csv("\t", "\n", 0), new Csv("||", "\n", 1), Json.LINES, new Parquet());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatIsExportedIsLoadedAgainTheSame(FileFormat format) throws IOException {
        List<Column> columns = List.of(
                EngineFixture.value("i", EngineFixture.type(Kind.INT)),
                EngineFixture.value("b", EngineFixture.type(Kind.BOOLEAN)),
                EngineFixture.value("l", EngineFixture.type(Kind.LARGEINT)),
                EngineFixture.value("f", EngineFixture.type(Kind.FLOAT)),
                EngineFixture.value("d", EngineFixture.type(Kind.DOUBLE)),
                EngineFixture.value("n", EngineFixture.decimal(38, 10)),
                EngineFixture.value("t", EngineFixture.type(Kind.DATETIME, 6)),
                EngineFixture.value("e", EngineFixture.type(Kind.DATE)),
                EngineFixture.value("j", EngineFixture.type(Kind.JSON)),
                EngineFixture.value("s", EngineFixture.type(Kind.STRING)));
        for (String name : List.of("from_t", "to_t")) {
            fixture.create(
                    name,
                    columns,
                    Partitioning.none(),
                    Map.of(name, PartitionRange.unbounded()),
                    new Distribution(List.of("i"), 2));
        }
        fixture.insert(
                "from_t",
                "VALUES (-1, true, -170141183460469231731687303715884105727, CAST(0.1 AS FLOAT), CAST(1e300 AS DOUBLE), 1234567890123456789012345678.0123456789,"
                        + " '1969-12-31 23:59:59.999999', '0001-01-01', '{\"a\": [1.50, null]}', ' \"q\" | ä'),"
                        + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
                        + " (3, false, 1, CAST('NaN' AS FLOAT), CAST('-inf' AS DOUBLE), 0, '2026-01-01 00:00:00', '9999-12-31', 'null', '')");
        Path file = exchange.resolve("out");
        long rows = fixture.engine.export(new TableExport(
                EngineFixture.DATABASE, "from_t", List.of(), Optional.empty(), List.of(), format, file));
        assertThat(rows).isEqualTo(3);
        assertThat(load(0, source("to_t", format, new SourceFile(file, "out"))).loaded())
                .isEqualTo(3);
        assertThat(fixture.rows("SELECT * FROM to_t ORDER BY i"))
                .isEqualTo(fixture.rows("SELECT * FROM from_t ORDER BY i"));
    }

    @Test
    void anExportKeepsToItsColumnsPartitionsAndCondition() throws IOException {
        Map<String, PartitionRange> ranges = new LinkedHashMap<>();
        ranges.put("p", new PartitionRange(List.of("0"), List.of("10")));
        ranges.put("q", new PartitionRange(List.of("10"), List.of("20")));
        fixture.create(
                "t",
                List.of(
                        EngineFixture.key("k", EngineFixture.type(Kind.INT)),
                        EngineFixture.value("v", EngineFixture.type(Kind.STRING))),
                Partitioning.byRange(List.of("k")),
                ranges,
                new Distribution(List.of("k"), 1));
        fixture.insert("t", "VALUES (1, 'a'), (2, 'b'), (11, 'c'), (12, 'x,y')");
        Path file = exchange.resolve("out");
        assertThat(export("q", "v = \"c\" -- only", file)).isEqualTo(1);
        assertThat(file).hasContent("c,11");
        assertThatThrownBy(() -> export("q", "true", exchange.resolve("out2")))
                .hasMessageContaining("column 'v' has a value that would be read otherwise")
                .hasMessageContaining("x,y");
        assertThatThrownBy(() -> export("p", "k IN (SELECT k FROM t)", exchange.resolve("out3")))
                .hasMessageContaining("cannot read tables");
        assertThatThrownBy(() -> export("r", "true", exchange.resolve("out4")))
                .hasMessageContaining("Unknown partition 'r'");
    }

    private long export(String partition, String condition, Path file) {
        return fixture.engine.export(new TableExport(
                EngineFixture.DATABASE, "t", List.of(partition), Optional.of(condition), List.of("v", "k"), CSV, file));
    }
}

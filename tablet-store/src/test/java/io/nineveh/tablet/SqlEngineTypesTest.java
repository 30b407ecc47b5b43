package io.nineveh.tablet;

import static io.nineveh.tablet.EngineFixture.decimal;
import static io.nineveh.tablet.EngineFixture.key;
import static io.nineveh.tablet.EngineFixture.type;
import static io.nineveh.tablet.EngineFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlEngineTypesTest {
    private static final List<Column> COLUMNS = List.of(
            key("k", type(Kind.INT)),
            value("bo", type(Kind.BOOLEAN)),
            value("ti", type(Kind.TINYINT)),
            value("si", type(Kind.SMALLINT)),
            value("bi", type(Kind.BIGINT)),
            value("li", type(Kind.LARGEINT)),
            value("fl", type(Kind.FLOAT)),
            value("do", type(Kind.DOUBLE)),
            value("de", decimal(38, 10)),
            value("da", type(Kind.DATE)),
            value("dt", type(Kind.DATETIME, 6)),
            value("ch", type(Kind.CHAR, 3)),
            value("vc", type(Kind.VARCHAR, 5)),
            value("st", type(Kind.STRING)),
            value("js", type(Kind.JSON)));

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
    void everyTypeComesBackAsItWentIn() throws IOException {
        createAll();
        fixture.insert("t", """
                VALUES (1, true, -128, 32767, 9223372036854775807, -170141183460469231731687303715884105728, 1.5, -2.25,
                    1234567890123456789012345678.0123456789, '2024-02-29', '2024-02-29 23:59:59.123456', 'añ€',
                    '日本語😀x', "it's\\n`\\"", '{"a": [1, "ü"]}')""");

        try (QueryResult result = fixture.engine.query(Optional.of("db"), ReadGuard.NONE, "SELECT * FROM t")) {
            assertThat(result.columns().stream().map(column -> column.type().kind()))
                    .containsExactly(
                            Kind.INT,
                            Kind.BOOLEAN,
                            Kind.TINYINT,
                            Kind.SMALLINT,
                            Kind.BIGINT,
                            Kind.LARGEINT,
                            Kind.FLOAT,
                            Kind.DOUBLE,
                            Kind.DECIMAL,
                            Kind.DATE,
                            Kind.DATETIME,
                            Kind.STRING,
                            Kind.STRING,
                            Kind.STRING,
                            Kind.JSON);
            assertThat(result.next()).isTrue();
            assertThat(values(result))
                    .containsExactly(
                            1L,
                            true,
                            -128L,
                            32767L,
                            Long.MAX_VALUE,
                            BigInteger.ONE.shiftLeft(127).negate(),
                            1.5f,
                            -2.25,
                            new BigDecimal("1234567890123456789012345678.0123456789"),
                            LocalDate.of(2024, 2, 29),
                            LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000),
                            "añ€",
                            "日本語😀x",
                            "it's\n`\"",
                            "{\"a\": [1, \"ü\"]}");
            assertThat(result.next()).isFalse();
        }
    }

    @Test
    void everyTypeTakesNull() throws IOException {
        createAll();
        fixture.engine.insert(
                "db", "t", List.of("K"), PartitionNames.ALL, Optional.of("db"), ReadGuard.NONE, "VALUES (7)");

        assertThat(fixture.rows("SELECT * FROM t")).containsExactly("7" + "|NULL".repeat(COLUMNS.size() - 1));
    }

    @Test
    void anEmptyTableHasItsTypes() throws IOException {
        createAll();

        try (QueryResult result =
                fixture.engine.query(Optional.of("db"), ReadGuard.NONE, "SELECT li, de, js FROM t WHERE k > 1")) {
            assertThat(result.columns().stream().map(ResultColumn::type))
                    .containsExactly(type(Kind.LARGEINT), decimal(38, 10), type(Kind.JSON));
            assertThat(result.next()).isFalse();
        }
        assertThat(fixture.rows("SELECT count(*), sum(li) FROM t")).containsExactly("0|NULL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\0', textBlock = """
                    INT;        'abc'
                    INT;        2147483648
                    TINYINT;    -129
                    LARGEINT;   170141183460469231731687303715884105728
                    DATE;       '2024-02-30'
                    DATE;       'infinity'
                    DATETIME;   '12:00'
                    BOOLEAN;    'maybe'
                    JSON;       '{"a":'
                    """)
    void aValueThatDoesNotFitIsRefusedNamingTheColumn(Kind kind, String literal) throws IOException {
        create(type(kind));

        assertThatThrownBy(() -> fixture.insert("t", "VALUES (1, " + literal + ")"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageContaining("column 'v' (" + kind + ")")
                .hasMessageNotContaining("Invalid result set");
        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("0");
        assertThat(fixture.table("t").partitions().get(0).visibleVersion()).isEqualTo(1);
    }

    @Test
    void textThatIsTooLongIsRefused() throws IOException {
        create(type(Kind.VARCHAR, 3));
        fixture.insert("t", "VALUES (1, 'äöü')");

        assertThatThrownBy(() -> fixture.insert("t", "VALUES (2, 'abc'), (3, 'abcd')"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("1 values are too long or out of range for column 'v' (VARCHAR(3))");
        assertThat(fixture.rows("SELECT count(*) FROM t")).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2024-01-01 00:00:00.499999, 2024-01-01 00:00:00",
        "0, 2024-12-31 23:59:59.5, 2025-01-01 00:00:00",
        "0, 1969-12-31 23:59:50, 1969-12-31 23:59:50",
        "0, 1969-12-31 23:59:50.5, 1969-12-31 23:59:51",
        "3, 2024-01-01 00:00:00.1235, 2024-01-01 00:00:00.124000",
        "6, 2024-01-01 00:00:00.123456, 2024-01-01 00:00:00.123456",
        "0, 0001-01-01, 0001-01-01 00:00:00"
    })
    void aDatetimeIsRoundedToItsPrecision(int precision, String given, String kept) throws IOException {
        create(type(Kind.DATETIME, precision));

        fixture.insert("t", "VALUES (1, '%s')".formatted(given));

        assertThat(fixture.rows("SELECT v FROM t")).containsExactly(kept);
    }

    @Test
    void aTimeOfDayHasItsSeconds() throws IOException {
        assertThat(fixture.rows("SELECT TIME '10:00:00', TIME '23:59:59.5', CAST(NULL AS TIME)"))
                .containsExactly("10:00:00|23:59:59.500000|NULL");
    }

    @Test
    void aTextOfAQueryMayBeLarge() throws IOException {
        int length = 21 * 1024 * 1024;

        assertThat(fixture.rows("SELECT length('" + "x".repeat(length) + "')")).containsExactly("" + length);
    }

    private void createAll() throws IOException {
        fixture.create(
                "t",
                COLUMNS,
                Partitioning.none(),
                Map.of("t", PartitionRange.unbounded()),
                new Distribution(List.of("k"), 3));
    }

    private void create(ColumnType type) throws IOException {
        fixture.create(
                "t",
                List.of(key("k", type(Kind.INT)), value("v", type)),
                Partitioning.none(),
                Map.of("t", PartitionRange.unbounded()),
                new Distribution(List.of("k"), 1));
    }

    private static List<Object> values(QueryResult result) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
            values.add(result.value(i).orElseThrow());
        }
        return values;
    }
}

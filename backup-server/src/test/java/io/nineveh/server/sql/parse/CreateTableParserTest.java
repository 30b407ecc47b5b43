package io.nineveh.server.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.tables.AddPartition;
import io.nineveh.server.sql.tables.CreateTable;
import io.nineveh.server.sql.tables.KeysDefinition;
import io.nineveh.server.sql.tables.PartitionDefinition.Fixed;
import io.nineveh.server.sql.tables.PartitionDefinition.Interval;
import io.nineveh.server.sql.tables.PartitionDefinition.LessThan;
import io.nineveh.server.sql.tables.PartitioningDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateTableParserTest {

    @Test
    void allPartsOfATableAreRead() {
        assertThat(StatementParser.parse("""
                CREATE TABLE IF NOT EXISTS shop.orders (
                    `date` DATE NOT NULL COMMENT "when",
                    id BIGINT NULL DEFAULT "-1",
                    amount DECIMAL(10, 2) DEFAULT 0.5,
                    label VARCHAR(*)
                ) ENGINE = olap DUPLICATE KEY (`date`, id) COMMENT "all orders"
                PARTITION BY RANGE (`date`) (
                    PARTITION p1 VALUES LESS THAN ("2026-02-01"),
                    PARTITION p2 VALUES [("2026-02-01"), ("2026-03-01")),
                    FROM ("2026-03-01") TO ("2026-06-01") INTERVAL 1 MONTH,
                    PARTITION rest VALUES LESS THAN MAXVALUE
                ) DISTRIBUTED BY HASH (id) BUCKETS 4 PROPERTIES ("replication_num" = "1")
                """))
                .isEqualTo(new CreateTable(
                        QualifiedName.of("shop", "orders"),
                        IfNotExists.TOLERANT,
                        List.of(
                                new Column(
                                        "date",
                                        ColumnType.of(Kind.DATE),
                                        false,
                                        false,
                                        Optional.empty(),
                                        "when",
                                        Optional.empty()),
                                new Column(
                                        "id",
                                        ColumnType.of(Kind.BIGINT),
                                        false,
                                        true,
                                        Optional.of("-1"),
                                        "",
                                        Optional.empty()),
                                new Column(
                                        "amount",
                                        new ColumnType(Kind.DECIMAL, 10, 2),
                                        false,
                                        true,
                                        Optional.of("0.5"),
                                        "",
                                        Optional.empty()),
                                new Column(
                                        "label",
                                        new ColumnType(Kind.VARCHAR, 65_533, 0),
                                        false,
                                        true,
                                        Optional.empty(),
                                        "",
                                        Optional.empty())),
                        List.of(),
                        Optional.of(new KeysDefinition(KeysType.DUPLICATE, List.of("date", "id"))),
                        "all orders",
                        Optional.of(new PartitioningDefinition(
                                Partitioning.Kind.RANGE,
                                List.of("date"),
                                Optional.empty(),
                                List.of(
                                        new LessThan("p1", IfNotExists.REQUIRED, List.of("2026-02-01")),
                                        new Fixed(
                                                "p2",
                                                IfNotExists.REQUIRED,
                                                List.of("2026-02-01"),
                                                List.of("2026-03-01")),
                                        new Interval(
                                                List.of("2026-03-01"), List.of("2026-06-01"), 1, Optional.of("MONTH")),
                                        new LessThan("rest", IfNotExists.REQUIRED, List.of())))),
                        Optional.of(new Distribution(List.of("id"), 4)),
                        Map.of("replication_num", "1")));
    }

    @Test
    void partitionsAreAddedOneByOne() {
        assertThat(StatementParser.parse("ALTER TABLE t ADD PARTITION IF NOT EXISTS p VALUES LESS THAN (-5, 7)"))
                .isEqualTo(new AddPartition(
                        QualifiedName.of("t"),
                        PartitionKind.FORMAL,
                        new LessThan("p", IfNotExists.TOLERANT, List.of("-5", "7"))));
    }

    @ParameterizedTest
    @CsvSource({
        "boolean, BOOLEAN", "TINYINT, TINYINT", "smallint, SMALLINT", "int(11), INT", "BIGINT, BIGINT",
        "LARGEINT, LARGEINT", "FLOAT, FLOAT", "DOUBLE, DOUBLE", "DECIMAL, 'DECIMAL(38,9)'",
                "'DECIMAL(5)', 'DECIMAL(5,0)'",
        "DATE, DATE", "DATETIME, DATETIME", "DATETIME(3), DATETIME(3)", "CHAR, CHAR(1)", "VARCHAR, VARCHAR(65533)",
        "TEXT, STRING", "STRING, STRING", "JSON, JSON"
    })
    void everyScalarTypeIsKnown(String written, String meant) {
        CreateTable table = (CreateTable) StatementParser.parse("CREATE TABLE t (c %s)".formatted(written));
        assertThat(table.columns().get(0).type()).hasToString(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE t (a INT, b INT HLL_UNION) AGGREGATE KEY (a)       | the aggregation HLL_UNION
            CREATE TABLE t (a DATE) AUTO PARTITION BY RANGE (date_floor(a, 'month')) () | AUTO PARTITION
            CREATE TABLE t (a INT) ENGINE=MYSQL                             | ENGINE MYSQL
            CREATE TABLE t (a DATE DEFAULT CURRENT_DATE)                    | DEFAULT CURRENT_DATE
            CREATE TABLE t (a BIGINTT)                                      | the nearest type is BIGINT
            """)
    void whatATableCannotBeYetIsRefusedByName(String text, String name) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> StatementParser.parse(text))
                .withMessageContaining(name)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_SUPPORTED));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE t (a CHAR(256))        | it must be from 1 to 255
            CREATE TABLE t (a DECIMAL(39, 2))   | it must be from 1 to 38
            CREATE TABLE t (a DECIMAL(5, 6))    | it must be from 0 to 5
            CREATE TABLE t (a DATETIME(7))      | it must be from 0 to 6
            CREATE TABLE t (a VARCHAR(99999999999)) | too large a number
            CREATE TABLE t (a INT) DISTRIBUTED BY HASH (a) BUCKETS 0 | write 1 or more
            """)
    void whatATableCannotBeIsRefused(String text, String complaint) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> StatementParser.parse(text))
                .withMessageContaining(complaint)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID));
    }
}

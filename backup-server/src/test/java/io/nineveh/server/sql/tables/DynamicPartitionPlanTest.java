package io.nineveh.server.sql.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicPartitionPlanTest {
    private static final LocalDateTime FRIDAY = LocalDateTime.parse("2020-05-29T14:29:24");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HOUR  |                                      | p2020052914 2020-05-29 14:00:00, p2020052915 2020-05-29 15:00:00
            DAY   |                                      | p20200529 2020-05-29 00:00:00, p20200530 2020-05-30 00:00:00
            WEEK  |                                      | p2020_22 2020-05-25 00:00:00, p2020_23 2020-06-01 00:00:00
            WEEK  | start_day_of_week=3                  | p2020_22 2020-05-27 00:00:00, p2020_23 2020-06-03 00:00:00
            WEEK  | start_day_of_week=6                  | p2020_21 2020-05-23 00:00:00, p2020_22 2020-05-30 00:00:00
            MONTH |                                      | p202005 2020-05-01 00:00:00, p202006 2020-06-01 00:00:00
            MONTH | start_day_of_month=29                | start_day_of_month should between 1 and 28
            MONTH | start_day_of_month=28                | p202005 2020-05-28 00:00:00, p202006 2020-06-28 00:00:00
            YEAR  |                                      | p2020 2020-01-01 00:00:00, p2021 2021-01-01 00:00:00
            """)
    void namesAndBoundsAreThoseOfTheUnit(String unit, String more, String expected) {
        Map<String, String> properties = properties("time_unit", unit);
        if (more != null) {
            int equals = more.indexOf('=');
            properties.put("dynamic_partition." + more.substring(0, equals), more.substring(equals + 1));
        }
        if (expected.contains("should")) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> DynamicPartitionRule.of(properties))
                    .withMessageContaining(expected);
            return;
        }
        List<NamedRange> created =
                plan(table(Kind.DATETIME, properties), FRIDAY).created();
        assertThat(created)
                .extracting(range -> range.name() + " " + range.range().lower().get(0))
                .containsExactly(expected.split(", "));
        assertThat(created.get(0).range().upper())
                .isEqualTo(created.get(1).range().lower());
    }

    @Test
    void aMonthThatHasNotBegunIsTheNextOne() {
        Table table = table(Kind.DATE, properties("time_unit", "MONTH", "start_day_of_month", "25"));
        assertThat(plan(table, LocalDateTime.parse("2020-05-20T00:00:00")).created())
                .extracting(range -> range.name() + " " + TableText.range(range.range()))
                .containsExactly(
                        "p202004 [(\"2020-04-25\"), (\"2020-05-25\"))", "p202005 [(\"2020-05-25\"), (\"2020-06-25\"))");
    }

    @Test
    void weeksHaveNamesOfTheirOwnAlsoAtTheTurnOfTheYear() {
        for (int firstDay = 1; firstDay <= 7; firstDay++) {
            Table table = table(
                    Kind.DATE,
                    properties("time_unit", "WEEK", "end", "400", "start_day_of_week", Integer.toString(firstDay)));
            List<NamedRange> weeks =
                    plan(table, LocalDateTime.parse("2024-01-10T00:00:00")).created();
            assertThat(weeks).hasSize(401).extracting(NamedRange::name).doesNotHaveDuplicates();
        }
        assertThat(PartitionPeriod.WEEK.suffix(LocalDateTime.parse("2019-12-30T00:00:00")))
                .isEqualTo("2019_53");
    }

    @Test
    void theTimeZoneOfThePropertiesDecidesWhichDayItIs() {
        Instant evening = Instant.parse("2020-05-29T18:00:00Z");
        DynamicPartitionRule far = DynamicPartitionRule.of(properties("time_zone", "Asia/Shanghai"))
                .orElseThrow();
        DynamicPartitionRule here = DynamicPartitionRule.of(properties()).orElseThrow();
        assertThat(far.now(evening, ZoneOffset.UTC).toLocalDate()).hasToString("2020-05-30");
        assertThat(here.now(evening, ZoneId.of("America/New_York")).toLocalDate())
                .hasToString("2020-05-29");
    }

    @Test
    void pastPeriodsGetPartitionsWhereThatIsAskedFor() {
        assertThat(plan(table(Kind.DATE, properties("create_history_partition", "true", "start", "-2")), FRIDAY)
                        .created())
                .extracting(NamedRange::name)
                .containsExactly("p20200527", "p20200528", "p20200529", "p20200530");
        assertThat(plan(
                                table(
                                        Kind.DATE,
                                        properties(
                                                "create_history_partition", "true",
                                                "start", "-2",
                                                "history_partition_num", "1")),
                                FRIDAY)
                        .created())
                .extracting(NamedRange::name)
                .containsExactly("p20200528", "p20200529", "p20200530");
    }

    @Test
    void whatIsThereIsNotCreatedAndWhatIsInTheWayIsNamed() {
        Table table = table(
                Kind.DATE,
                properties(),
                partition("p20200529", "2020-05-29", "2020-05-30"),
                partition("weekend", "2020-05-30", "2020-06-01"));
        DynamicPartitionPlan plan = plan(table, FRIDAY);
        assertThat(plan.created()).isEmpty();
        assertThat(plan.conflict().orElseThrow()).contains("'p20200530'", "'weekend'");
        assertThat(plan(table, FRIDAY.minusDays(1)).conflict()).isEmpty();
    }

    @Test
    void whatEndsBeforeTheStartIsDroppedUnlessItIsReserved() {
        Partition[] partitions = {
            partition("ancient", "2019-01-01", "2019-01-02"),
            partition("kept", "2020-01-31", "2020-02-01"),
            partition("old", "2020-05-26", "2020-05-27"),
            partition("oldest", "2020-05-27", "2020-05-28"),
        };
        Map<String, String> properties = properties("start", "-2");
        assertThat(plan(table(Kind.DATE, properties, partitions), FRIDAY).dropped())
                .extracting(Partition::name)
                .containsExactly("ancient", "kept", "old");
        properties.put(
                "dynamic_partition.reserved_history_periods", "[2020-01-01,2020-01-31], [2018-01-01,2018-12-31]");
        assertThat(plan(table(Kind.DATE, properties, partitions), FRIDAY).dropped())
                .extracting(Partition::name)
                .containsExactly("ancient", "old");
        properties.remove("dynamic_partition.start");
        assertThat(plan(table(Kind.DATE, properties, partitions), FRIDAY).dropped())
                .isEmpty();
    }

    @Test
    void whatIsReservedToTheEndOfAllDatesIsNeverDropped() {
        Map<String, String> properties =
                properties("start", "-2", "reserved_history_periods", "[2019-01-02,9999-12-31]");
        Partition[] partitions = {
            partition("ancient", "2019-01-01", "2019-01-02"), partition("kept", "2020-01-31", "2020-02-01"),
        };
        assertThat(plan(table(Kind.DATE, properties, partitions), FRIDAY).dropped())
                .extracting(Partition::name)
                .containsExactly("ancient");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"})
    void aStartBeforeAllDatesDropsNothing(String unit) {
        Map<String, String> properties = properties("time_unit", unit, "start", "-2147483647");
        assertThat(plan(
                                table(
                                        Kind.DATETIME,
                                        properties,
                                        partition("p", "0001-01-01 00:00:00", "0001-01-02 00:00:00")),
                                FRIDAY)
                        .dropped())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            time_unit                | FORTNIGHT | Unsupported time unit FORTNIGHT. Expect HOUR/DAY/WEEK/MONTH/YEAR.
            time_unit                |           | Must assign dynamic_partition.time_unit properties
            prefix                   |           | Must assign dynamic_partition.prefix properties
            end                      |           | Must assign dynamic_partition.end properties
            enable                   | maybe     | Invalid dynamic partition enable: maybe. Expected true or false
            start                    | 0         | Dynamic partition start must less than 0
            start                    | x         | Invalid dynamic partition start x
            end                      | 0         | Dynamic partition end must greater than 0
            end                      | x         | Invalid dynamic partition end x
            end                      | 500       | Too many dynamic partitions: 501. Limit: 500
            end                      | 2147483647 | Too many dynamic partitions: 2147483648. Limit: 500
            prefix                   | 1/2       | Invalid dynamic partition prefix: 1/2.
            buckets                  | 0         | Dynamic partition buckets must greater than 0
            buckets                  | x         | Invalid dynamic partition buckets x
            buckets                  | 8         | dynamic_partition.buckets is 8, and all partitions of a table have as many buckets as it
            time_zone                | Moon      | Unknown or incorrect time zone: 'Moon'
            start_day_of_week        | 8         | dynamic_partition.start_day_of_week should between 1 and 7
            start_day_of_month       | x         | Invalid properties: dynamic_partition.start_day_of_month
            create_history_partition | yes       | Invalid dynamic partition create_history_partition: yes. Expected true or false
            create_history_partition | true      | Provide start or history_partition_num property when creating history partition
            history_partition_num    | -2        | Dynamic history partition num must greater than 0
            replication_num          | 3         | there is one backend
            replication_num          | 0         | Dynamic partition replication num must greater than 0
            reserved_history_periods | [2020-01-01] | Invalid "dynamic_partition.reserved_history_periods" value [2020-01-01]
            reserved_history_periods | [2020-01-01,2020-02-30] | It must be like "[yyyy-MM-dd,yyyy-MM-dd],[...,...]"
            reserved_history_periods | [2020-01-01,2020-01-02]x | It must be like
            reserved_history_periods | [2020-01-02,2020-01-01] | The first date is larger than the second date, [2020-01-02,2020-01-01] is invalid.
            reserved_history_periods | [2020-01-01,+10000-01-01] | It must be like
            hot_partition_num        | 2         | The property "dynamic_partition.hot_partition_num" is not supported
            strat                    | -3        | Invalid dynamic partition properties: dynamic_partition.strat; the nearest is dynamic_partition.start
            time_unit                | HOUR      | dynamic_partition.time_unit could not be HOUR when type of partition column d is DATE
            """)
    void whatIsNotValidIsRefused(String name, String value, String message) {
        Map<String, String> properties = properties();
        if (value == null) {
            properties.remove("dynamic_partition." + name);
        } else {
            properties.put("dynamic_partition." + name, value);
        }
        Table table = table(Kind.DATE, properties);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> DynamicPartitionRule.of(table))
                .withMessageContaining(message);
    }

    @Test
    void whatMeansNothingIsAccepted() {
        assertThat(DynamicPartitionRule.of(properties(
                        "hot_partition_num", "0",
                        "storage_policy", "",
                        "replication_allocation", "tag.location.default: 1",
                        "replication_num", "1",
                        "start", "-2147483648",
                        "history_partition_num", "-1",
                        "create_history_partition", "false",
                        "reserved_history_periods", "NULL")))
                .isEqualTo(DynamicPartitionRule.of(properties()));
        assertThat(DynamicPartitionRule.of(Map.of("replication_num", "1"))).isEmpty();
    }

    private static DynamicPartitionPlan plan(Table table, LocalDateTime now) {
        return DynamicPartitionPlan.of(table, DynamicPartitionRule.of(table).orElseThrow(), now);
    }

    private static Map<String, String> properties(String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "dynamic_partition.time_unit", "DAY",
                "dynamic_partition.end", "1",
                "dynamic_partition.prefix", "p"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put("dynamic_partition." + more[i], more[i + 1]);
        }
        return properties;
    }

    private static Table table(Kind kind, Map<String, String> properties, Partition... partitions) {
        Column column = new Column("d", ColumnType.of(kind), true, false, Optional.empty(), "", Optional.empty());
        return new Table(
                1,
                "t",
                new TableSchema(1, KeysType.DUPLICATE, List.of(column)),
                Partitioning.byRange(List.of("d")),
                new Distribution(List.of(), 2),
                properties,
                "",
                new ArrayList<>(List.of(partitions)));
    }

    private static Partition partition(String name, String lower, String upper) {
        return new Partition(2, name, new PartitionRange(List.of(lower), List.of(upper)), 1, Instant.EPOCH, List.of());
    }
}

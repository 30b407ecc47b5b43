package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code SHOW DYNAMIC PARTITION TABLES}. */
public record ShowDynamicPartitionTables(Optional<String> database) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW DYNAMIC PARTITION TABLES",
            "SHOW DYNAMIC PARTITION TABLES [FROM database]",
            "any privilege on the database, or in it",
            "Lists the tables whose partitions come and go by themselves, and how that goes.");

    /** What stands here for a value that there is none of. */
    private static final String NOTHING = "N/A";

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.toSeeDatabase(context.database(database)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        Database shown = context.parts().catalog().requireDatabase(context.database(database));
        TextTable result = TextTable.of(
                "TableName",
                "Enable",
                "TimeUnit",
                "Start",
                "End",
                "Prefix",
                "Buckets",
                "ReplicationNum",
                "ReplicaAllocation",
                "StartOf",
                "LastUpdateTime",
                "LastSchedulerTime",
                "State",
                "LastCreatePartitionMsg",
                "LastDropPartitionMsg",
                "ReservedHistoryPeriods");
        for (Table table : shown.tables()) {
            if (DynamicPartitionProperties.areIn(table.properties())
                    && context.access().sees(new TableName(shown.name(), table.name()))) {
                add(
                        result,
                        table,
                        context.parts().dynamicPartitions().status(table),
                        context.parts().zone());
            }
        }
        return result.outcome();
    }

    private static void add(TextTable result, Table table, DynamicPartitions.Status status, ZoneId zone) {
        Optional<DynamicPartitionRule> rule = rule(table);
        boolean isInError = rule.isEmpty()
                || status.createError().isPresent()
                || status.dropError().isPresent();
        result.row(
                table.name(),
                DynamicPartitionProperties.areEnabled(table.properties()),
                rule.map(present -> present.period().name()).orElse(NOTHING),
                rule.map(present -> Integer.toString(present.start().orElse(Integer.MIN_VALUE)))
                        .orElse(NOTHING),
                rule.map(present -> Integer.toString(present.end())).orElse(NOTHING),
                rule.map(DynamicPartitionRule::prefix).orElse(NOTHING),
                table.distribution().buckets(),
                1,
                "tag.location.default: 1",
                rule.flatMap(ShowDynamicPartitionTables::startOf).orElse(NOTHING),
                time(status.updated(), zone),
                time(status.checked(), zone),
                isInError ? "ERROR" : "NORMAL",
                status.createError().orElse(NOTHING),
                status.dropError().orElse(NOTHING),
                rule.map(present -> present.reserved().toString()).orElse(NOTHING));
    }

    /** Empty when the properties are not valid: they may be older than their check, or come from a snapshot. */
    private static Optional<DynamicPartitionRule> rule(Table table) {
        try {
            return DynamicPartitionRule.of(table);
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static String time(Optional<Instant> time, ZoneId zone) {
        return time.map(present -> Cells.time(present, zone)).orElse(NOTHING);
    }

    private static Optional<String> startOf(DynamicPartitionRule rule) {
        return switch (rule.period()) {
            case WEEK -> Optional.of(DayOfWeek.of(rule.firstDay()).name());
            case MONTH -> Optional.of(ordinal(rule.firstDay()));
            case HOUR, DAY, YEAR -> Optional.empty();
        };
    }

    private static String ordinal(int day) {
        boolean isTeen = day / 10 == 1;
        return day
                + switch (isTeen ? 0 : day % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}

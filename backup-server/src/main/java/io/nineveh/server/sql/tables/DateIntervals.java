package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.config.NearestName;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code FROM (…) TO (…) INTERVAL n unit}: partitions of equal spans of time, each named by its first moment. */
final class DateIntervals {
    private static final Map<String, Unit> UNITS = Map.of(
            "YEAR", new Unit(ChronoUnit.YEARS, "'p_'yyyy"),
            "MONTH", new Unit(ChronoUnit.MONTHS, "'p_'yyyyMM"),
            "WEEK", new Unit(ChronoUnit.WEEKS, "'p_'yyyyMMdd"),
            "DAY", new Unit(ChronoUnit.DAYS, "'p_'yyyyMMdd"),
            "HOUR", new Unit(ChronoUnit.HOURS, "'p_'yyyyMMddHH"));

    private record Unit(ChronoUnit step, String name) {}

    private DateIntervals() {}

    static List<NamedRange> ranges(List<Column> columns, PartitionDefinition.Interval interval) {
        Column column = columns.get(0);
        requireUsable(columns, interval);
        Unit unit = unit(interval.unit().orElseThrow(), column);
        LocalDateTime from = time(column, interval.from().get(0));
        return Intervals.between(
                from,
                time(column, interval.to().get(0)),
                i -> from.plus((long) i * interval.count(), unit.step()),
                start -> DateTimeFormatter.ofPattern(unit.name(), Locale.ROOT).format(start),
                moment -> text(column, moment));
    }

    private static void requireUsable(List<Column> columns, PartitionDefinition.Interval interval) {
        ColumnType.Kind kind = columns.get(0).type().kind();
        if (columns.size() > 1 || (kind != ColumnType.Kind.DATE && kind != ColumnType.Kind.DATETIME)) {
            throw invalid("INTERVAL needs a single partition column, of type DATE or DATETIME");
        }
        Intervals.requireValid(interval, "date");
    }

    private static Unit unit(String name, Column column) {
        Unit unit = UNITS.get(name.toUpperCase(Locale.ROOT));
        if (unit == null) {
            throw invalid("Unknown INTERVAL unit %s%s"
                    .formatted(
                            name,
                            NearestName.of(name, UNITS.keySet())
                                    .map("; the nearest unit is %s"::formatted)
                                    .orElse("; units are YEAR, MONTH, WEEK, DAY and HOUR")));
        }
        if (unit.step() == ChronoUnit.HOURS && column.type().kind() == ColumnType.Kind.DATE) {
            throw invalid("INTERVAL in hours needs a column of type DATETIME; '%s' is a DATE".formatted(column.name()));
        }
        return unit;
    }

    private static LocalDateTime time(Column column, String text) {
        return ColumnLiteral.time(ColumnLiteral.normalize(column.name(), column.type(), text));
    }

    /** A moment as a value of a DATE or DATETIME column. */
    static String text(Column column, LocalDateTime time) {
        try {
            String text = column.type().kind() == ColumnType.Kind.DATE
                    ? time.toLocalDate().toString()
                    : DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                            .format(time);
            return ColumnLiteral.normalize(column.name(), column.type(), text);
        } catch (DateTimeException e) {
            throw new IllegalStateException("a date that was read can be written", e);
        }
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code FROM (…) TO (…) INTERVAL n}: partitions of equally many numbers, each named by its first one. */
final class IntegerIntervals {
    private static final Set<Kind> INTEGERS =
            EnumSet.of(Kind.TINYINT, Kind.SMALLINT, Kind.INT, Kind.BIGINT, Kind.LARGEINT);

    private IntegerIntervals() {}

    static List<NamedRange> ranges(List<Column> columns, PartitionDefinition.Interval interval) {
        Column column = columns.get(0);
        if (columns.size() > 1 || !INTEGERS.contains(column.type().kind())) {
            throw invalid("INTERVAL without a unit needs a single partition column with whole numbers;"
                    + " for a DATE or DATETIME write a unit, such as INTERVAL 1 DAY");
        }
        Intervals.requireValid(interval, "number");
        BigInteger from = number(column, interval.from().get(0));
        BigInteger count = BigInteger.valueOf(interval.count());
        return Intervals.between(
                from,
                number(column, interval.to().get(0)),
                i -> from.add(count.multiply(BigInteger.valueOf(i))),
                start -> "p_" + start.toString().replace('-', '_'),
                BigInteger::toString);
    }

    private static BigInteger number(Column column, String text) {
        return new BigInteger(ColumnLiteral.normalize(column.name(), column.type(), text));
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.PartitionRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code FROM (…) TO (…) INTERVAL n}: partitions of equally many numbers, each named by its first one. */
final class IntegerIntervals {
    private static final int MOST_PARTITIONS = 4096;
    private static final Set<Kind> INTEGERS =
            EnumSet.of(Kind.TINYINT, Kind.SMALLINT, Kind.INT, Kind.BIGINT, Kind.LARGEINT);

    private IntegerIntervals() {}

    static List<NamedRange> ranges(List<Column> columns, PartitionDefinition.Interval interval) {
        Column column = columns.get(0);
        if (columns.size() > 1 || !INTEGERS.contains(column.type().kind())) {
            throw invalid("INTERVAL without a unit needs a single partition column with whole numbers;"
                    + " for a DATE or DATETIME write a unit, such as INTERVAL 1 DAY");
        }
        if (interval.from().size() != 1 || interval.to().size() != 1) {
            throw invalid("INTERVAL needs one number in FROM (…) and one in TO (…)");
        }
        if (interval.count() < 1) {
            throw invalid("INTERVAL %d: write 1 or more".formatted(interval.count()));
        }
        BigInteger from = number(column, interval.from().get(0));
        BigInteger to = number(column, interval.to().get(0));
        List<NamedRange> ranges = new ArrayList<>();
        BigInteger start = from;
        while (start.compareTo(to) < 0) {
            if (ranges.size() == MOST_PARTITIONS) {
                throw invalid("INTERVAL makes more than %d partitions: write a longer one".formatted(MOST_PARTITIONS));
            }
            BigInteger end = start.add(BigInteger.valueOf(interval.count())).min(to);
            ranges.add(new NamedRange(
                    "p_" + start.toString().replace('-', '_'),
                    new PartitionRange(List.of(start.toString()), List.of(end.toString()))));
            start = end;
        }
        if (ranges.isEmpty()) {
            throw invalid("INTERVAL makes no partition: TO must be after FROM");
        }
        return ranges;
    }

    private static BigInteger number(Column column, String text) {
        return new BigInteger(ColumnLiteral.normalize(column.name(), column.type(), text));
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}

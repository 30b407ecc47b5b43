package io.nineveh.tablet;

import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.PartitionUnit;
import io.nineveh.backup.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * To which partition and bucket a row belongs, as expressions over rows whose columns are called {@code s.c0}, {@code s.c1} and
 * so on. Between bounds, NULL is less than all values, as in a sorted key.
 */
final class RowPlacement {
    /** What the expression for the partition gives for a row that none takes. */
    static final int NO_PARTITION = -1;

    private final Table table;

    RowPlacement(Table table) {
        this.table = table;
    }

    /** How the column of a table is called in a staged row. */
    static String column(int index) {
        return "s.c" + index;
    }

    String column(Column column) {
        return column(table.schema().columns().indexOf(column));
    }

    /** The columns whose values choose the partition. */
    List<Column> partitionColumns() {
        return columns(table.partitioning().columns());
    }

    /** An expression for the values that choose the partition, as a message shows them. */
    String partitionValues() {
        String values = partitionColumns().stream()
                .map(column -> "coalesce(CAST(%s AS VARCHAR), 'NULL')".formatted(column(column)))
                .collect(Collectors.joining(" || ', ' || "));
        return values.isEmpty() ? "''" : values;
    }

    /** Expressions, one for each partition column, for the values that a partition must be made for, as texts. */
    List<String> partitionUnits(PartitionUnit unit) {
        return partitionColumns().stream()
                .map(column -> "CAST(%s AS VARCHAR)"
                        .formatted(
                                unit == PartitionUnit.VALUE
                                        ? column(column)
                                        : "CAST(date_trunc('%s', %s) AS TIMESTAMP)".formatted(unit, column(column))))
                .toList();
    }

    /** An expression for the index of the partition among the given ones, or {@link #NO_PARTITION}. */
    String partition(List<Partition> candidates) {
        return partition(candidates, 0);
    }

    /**
     * The same.
     *
     * @param first the index of the first of them
     */
    String partition(List<Partition> candidates, int first) {
        if (candidates.isEmpty()) {
            return Integer.toString(NO_PARTITION);
        }
        StringBuilder expression = new StringBuilder("CASE");
        List<Column> columns = partitionColumns();
        for (int i = 0; i < candidates.size(); i++) {
            PartitionRange range = candidates.get(i).range();
            String condition =
                    range.values().map(values -> isOneOf(columns, values)).orElseGet(() -> isWithin(columns, range));
            expression.append(" WHEN %s THEN %d".formatted(condition, first + i));
        }
        return expression.append(" ELSE %d END".formatted(NO_PARTITION)).toString();
    }

    private String isWithin(List<Column> columns, PartitionRange range) {
        String fromLower = range.lower().isEmpty() ? "true" : "NOT " + less(columns, range.lower(), 0);
        String belowUpper = range.upper().isEmpty() ? "true" : less(columns, range.upper(), 0);
        return "%s AND %s".formatted(fromLower, belowUpper);
    }

    private String isOneOf(List<Column> columns, List<List<Optional<String>>> values) {
        return values.stream()
                .map(value -> IntStream.range(0, columns.size())
                        .mapToObj(i -> is(columns.get(i), value.get(i)))
                        .collect(Collectors.joining(" AND ")))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private String is(Column column, Optional<String> value) {
        return column(column)
                + value.map(text -> " = " + DuckDbTypes.cast(column.type(), Quoting.literal(text)))
                        .orElse(" IS NULL");
    }

    /** Whether the row is below a bound, in the order of the columns. The bound may have fewer columns. */
    private String less(List<Column> columns, List<String> bound, int from) {
        if (bound.get(from).equals(PartitionRange.MAXVALUE)) {
            return "true";
        }
        String value = column(columns.get(from));
        String limit = DuckDbTypes.cast(columns.get(from).type(), Quoting.literal(bound.get(from)));
        String below = "%1$s IS NULL OR %1$s < %2$s".formatted(value, limit);
        return from + 1 == bound.size()
                ? "(%s)".formatted(below)
                : "(%s OR (%s = %s AND %s))".formatted(below, value, limit, less(columns, bound, from + 1));
    }

    /**
     * An expression for the bucket. It depends on the text of the values alone, so that a row belongs to the same bucket in
     * every release.
     */
    String bucket() {
        int buckets = table.distribution().buckets();
        List<Column> columns = columns(table.distribution().columns());
        if (columns.isEmpty()) {
            // all rows of a load in one bucket, which makes one file instead of many small ones
            return Integer.toString(ThreadLocalRandom.current().nextInt(buckets));
        }
        String text = columns.stream()
                .map(column -> "coalesce(CAST(%s AS VARCHAR), '')".formatted(column(column)))
                .collect(Collectors.joining(" || chr(31) || "));
        return "CAST(md5_number_lower(%s) %% CAST(%d AS UBIGINT) AS INTEGER)".formatted(text, buckets);
    }

    private List<Column> columns(List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(table.schema()
                    .column(name)
                    .orElseThrow(() -> new IllegalStateException(
                            "table %s has no column %s, by which its rows are divided".formatted(table.name(), name))));
        }
        return columns;
    }
}

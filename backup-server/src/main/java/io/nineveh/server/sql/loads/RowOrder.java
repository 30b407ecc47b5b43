package io.nineveh.server.sql.loads;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * In which order a SHOW statement gives its rows, and which of them.
 *
 * @param items the columns that the rows are ordered by, the first one before the others
 * @param offset how many rows are left out at the beginning
 * @param limit how many rows there are at most
 */
public record RowOrder(List<Item> items, int offset, int limit) {
    /** As they come. */
    public static final RowOrder NONE = new RowOrder(List.of(), 0, Integer.MAX_VALUE);

    /** The smallest first, or the largest. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /** A column to order by, letter case ignored. */
    public record Item(String column, Direction direction) {}

    public RowOrder {
        items = List.copyOf(items);
    }

    /** The result of these rows, whose numbers are ordered as numbers. */
    Outcome outcome(List<String> columns, List<List<String>> rows) {
        List<List<String>> ordered = new ArrayList<>(rows);
        for (int i = items.size() - 1; i >= 0; i--) {
            int index = index(columns, items.get(i).column());
            Comparator<List<String>> comparator = Comparator.comparing(row -> row.get(index), RowOrder::compare);
            ordered.sort(items.get(i).direction() == Direction.ASCENDING ? comparator : comparator.reversed());
        }
        TextTable table = TextTable.of(columns);
        ordered.stream().skip(offset).limit(limit).forEach(row -> table.row(row.toArray()));
        return table.outcome();
    }

    private static int index(List<String> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new RefusedException(
                Reason.UNKNOWN_COLUMN,
                "Unknown column '%s' in ORDER BY; there are %s".formatted(name, String.join(", ", columns)));
    }

    private static int compare(String one, String other) {
        boolean areNumbers = isNumber(one) && isNumber(other);
        return areNumbers ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

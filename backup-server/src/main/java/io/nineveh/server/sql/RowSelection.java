package io.nineveh.server.sql;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which rows of its result a SHOW statement asks for, and in which order: its WHERE, ORDER BY and LIMIT. Columns are named
 * without regard to case. Cells that are whole numbers are compared as such, others as texts.
 *
 * @param conditions all of which a row must meet
 * @param order empty: as the rows come
 * @param skipped how many rows are left out before the first one
 * @param most how many there are at most; empty: no limit
 */
public record RowSelection(List<Condition> conditions, List<SortKey> order, long skipped, OptionalLong most) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

    /** How a cell is compared with a value. */
    public enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        LIKE,
        NOT_LIKE
    }

    /**
     * What a cell of a column must be.
     *
     * @param values for any of which the comparison holds
     */
    public record Condition(String column, Comparison comparison, List<String> values) {
        public Condition {
            requireNonNull(column, "column");
            requireNonNull(comparison, "comparison");
            values = List.copyOf(values);
        }

        public Condition(String column, Comparison comparison, String value) {
            this(column, comparison, List.of(value));
        }

        private boolean holds(String cell) {
            return values.stream().anyMatch(value -> holds(cell, value));
        }

        private boolean holds(String cell, String value) {
            int order = compare(cell, value);
            return switch (comparison) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
                case LIKE -> NameFilter.like(value).matches(cell);
                case NOT_LIKE -> !NameFilter.like(value).matches(cell);
            };
        }
    }

    /** Which way rows are sorted. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /** A column that rows are sorted by. */
    public record SortKey(String column, Direction direction) {
        public SortKey {
            requireNonNull(column, "column");
            requireNonNull(direction, "direction");
        }
    }

    public RowSelection {
        conditions = List.copyOf(conditions);
        order = List.copyOf(order);
        requireNonNull(most, "most");
    }

    /** Every row, as the rows come. */
    public static RowSelection all() {
        return new RowSelection(List.of(), List.of(), 0, OptionalLong.empty());
    }

    /**
     * The rows of a result that are asked for. A cell without a value meets no condition, and comes first.
     *
     * @throws RefusedException when a condition or the order names a column that the result does not have
     */
    List<List<Optional<String>>> of(List<String> columns, List<List<Optional<String>>> rows) {
        Stream<List<Optional<String>>> selected = rows.stream();
        for (Condition condition : conditions) {
            int position = position(columns, condition.column(), "WHERE");
            selected = selected.filter(
                    row -> row.get(position).filter(condition::holds).isPresent());
        }
        if (!order.isEmpty()) {
            selected = selected.sorted(comparator(columns));
        }
        selected = selected.skip(skipped);
        return (most.isPresent() ? selected.limit(most.getAsLong()) : selected).toList();
    }

    private Comparator<List<Optional<String>>> comparator(List<String> columns) {
        return order.stream()
                .map(key -> comparator(key, position(columns, key.column(), "ORDER BY")))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Comparator<List<Optional<String>>> comparator(SortKey key, int position) {
        Comparator<List<Optional<String>>> ascending =
                Comparator.comparing(row -> row.get(position).orElse(""), RowSelection::compare);
        return key.direction() == Direction.ASCENDING ? ascending : ascending.reversed();
    }

    private static int position(List<String> columns, String name, String clause) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new RefusedException(
                Reason.UNKNOWN_COLUMN,
                "Unknown column '%s' in %s; the columns are %s".formatted(name, clause, String.join(", ", columns)));
    }

    private static int compare(String left, String right) {
        return WHOLE_NUMBER.matcher(left).matches()
                        && WHOLE_NUMBER.matcher(right).matches()
                ? new BigInteger(left).compareTo(new BigInteger(right))
                : left.compareTo(right);
    }
}

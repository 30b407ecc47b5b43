package io.nineveh.backup.catalog;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rows of a partition. Of a range partition: from {@code lower}, included, to {@code upper}, excluded; a bound has a value
 * for each of the leading partition columns, written as a literal without quotes; an empty bound is no bound, and the last
 * value may be {@link #MAXVALUE}. Of a list partition: those with one of some values.
 *
 * @param values of a list partition, and of no other: one value for each partition column, as many times as it takes;
 *     an empty one is NULL
 */
public record PartitionRange(List<String> lower, List<String> upper, Optional<List<List<Optional<String>>>> values) {
    /** In a bound: above all values of its column, none of which is written so. */
    public static final String MAXVALUE = "MAXVALUE";

    public PartitionRange {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        values = values.map(all -> all.stream().map(List::copyOf).toList());
        if (values.isPresent() && !(lower.isEmpty() && upper.isEmpty())) {
            throw new IllegalArgumentException("a partition of a list of values has no bounds");
        }
    }

    /** From one bound to another. */
    public PartitionRange(List<String> lower, List<String> upper) {
        this(lower, upper, Optional.empty());
    }

    /** All rows. */
    public static PartitionRange unbounded() {
        return new PartitionRange(List.of(), List.of());
    }

    /** The rows with one of these values, each of which has one for each partition column. */
    public static PartitionRange of(List<List<Optional<String>>> values) {
        return new PartitionRange(List.of(), List.of(), Optional.of(values));
    }

    /** The range as it is written in CREATE TABLE, such as {@code [("2026-01-01"), ("2026-02-01"))}, or the values. */
    @Override
    public String toString() {
        return text(value -> "\"%s\"".formatted(value));
    }

    /**
     * The same.
     *
     * @param quoting how a value is written
     */
    public String text(UnaryOperator<String> quoting) {
        return values.map(all -> all.stream()
                        .map(value -> value.stream()
                                .map(single -> single.map(quoting).orElse("NULL"))
                                .collect(joining(", ", "(", ")")))
                        .collect(joining(", ", "(", ")")))
                .orElseGet(() -> "[%s, %s)".formatted(bound(lower, "MINVALUE", quoting), upperText(quoting)));
    }

    /** The upper bound, such as {@code ("2026-02-01")}. */
    public String upperText(UnaryOperator<String> quoting) {
        return bound(upper, MAXVALUE, quoting);
    }

    private static String bound(List<String> values, String none, UnaryOperator<String> quoting) {
        return values.isEmpty()
                ? "(%s)".formatted(none)
                : values.stream()
                        .map(value -> value.equals(MAXVALUE) ? value : quoting.apply(value))
                        .collect(joining(", ", "(", ")"));
    }
}

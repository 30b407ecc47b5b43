package io.nineveh.backup.catalog;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * The rows of a range partition: from {@code lower}, included, to {@code upper}, excluded. A bound has a value for each of
 * the leading partition columns, written as a literal without quotes; an empty bound is no bound.
 */
public record PartitionRange(List<String> lower, List<String> upper) {
    public PartitionRange {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
    }

    /** All rows. */
    public static PartitionRange unbounded() {
        return new PartitionRange(List.of(), List.of());
    }

    /** The range as it is written in CREATE TABLE, such as {@code [("2026-01-01"), ("2026-02-01"))}. */
    @Override
    public String toString() {
        return "[%s, %s)".formatted(text(lower, "MINVALUE"), text(upper, "MAXVALUE"));
    }

    private static String text(List<String> values, String none) {
        return values.isEmpty()
                ? "(%s)".formatted(none)
                : values.stream().map("\"%s\""::formatted).collect(joining(", ", "(", ")"));
    }
}

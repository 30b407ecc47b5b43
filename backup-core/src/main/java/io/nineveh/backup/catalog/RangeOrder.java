package io.nineveh.backup.catalog;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the ranges of a table's partitions lie to each other.
 *
 * @param types of the partition columns
 */
public record RangeOrder(List<ColumnType> types) {
    public RangeOrder {
        types = List.copyOf(types);
    }

    /** That of a table; one that is not partitioned has no columns to compare. */
    public static RangeOrder of(Table table) {
        return new RangeOrder(table.partitioning().columns().stream()
                .map(name -> table.schema().column(name).orElseThrow().type())
                .toList());
    }

    /** The order of lower bounds: no bound comes first. */
    public Comparator<List<String>> lower() {
        return this::compareValues;
    }

    /** The order of upper bounds: no bound comes last. */
    public Comparator<List<String>> upper() {
        return (left, right) -> left.isEmpty() || right.isEmpty()
                ? Boolean.compare(left.isEmpty(), right.isEmpty())
                : compareValues(left, right);
    }

    /** Whether a lower bound is below an upper one, so that something lies between them. */
    public boolean isBefore(List<String> lower, List<String> upper) {
        return lower.isEmpty() || upper.isEmpty() || compareValues(lower, upper) < 0;
    }

    /** Whether a row can be in both. */
    public boolean overlap(PartitionRange one, PartitionRange other) {
        if (one.values().isPresent() && other.values().isPresent()) {
            return !Collections.disjoint(
                    one.values().orElseThrow(), other.values().orElseThrow());
        }
        return isBefore(one.lower(), other.upper()) && isBefore(other.lower(), one.upper());
    }

    /** Whether the same rows belong to one of some partitions as to one of others; neither overlap among themselves. */
    public boolean areSame(List<PartitionRange> some, List<PartitionRange> others) {
        return values(some).equals(values(others)) && spans(some).equals(spans(others));
    }

    private static Set<List<Optional<String>>> values(List<PartitionRange> ranges) {
        return ranges.stream()
                .flatMap(range -> range.values().stream().flatMap(List::stream))
                .collect(Collectors.toSet());
    }

    /** Ranges without a value more, of which none begins where another ends. */
    private List<PartitionRange> spans(List<PartitionRange> ranges) {
        List<PartitionRange> spans = new ArrayList<>();
        ranges.stream()
                .filter(range -> range.values().isEmpty())
                .sorted(Comparator.comparing(PartitionRange::lower, lower()))
                .forEach(range -> {
                    int last = spans.size() - 1;
                    if (last >= 0 && spans.get(last).upper().equals(range.lower())) {
                        spans.set(last, new PartitionRange(spans.get(last).lower(), range.upper()));
                    } else {
                        spans.add(range);
                    }
                });
        return spans;
    }

    /** A missing value is less than any other. */
    private int compareValues(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareValues(types.get(i), left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareValues(ColumnType type, String left, String right) {
        boolean isLeftHighest = left.equals(PartitionRange.MAXVALUE);
        boolean isRightHighest = right.equals(PartitionRange.MAXVALUE);
        return isLeftHighest || isRightHighest
                ? Boolean.compare(isLeftHighest, isRightHighest)
                : order(type).compare(left, right);
    }

    private static Comparator<String> order(ColumnType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INT, BIGINT, LARGEINT -> Comparator.comparing(BigInteger::new);
            // Years have four digits, so that dates stand in the order of their texts.
            default -> Comparator.naturalOrder();
        };
    }
}

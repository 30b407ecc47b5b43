package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.RangeOrder;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.sql.ObjectNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Partitions each of which goes from one bound to another. */
final class RangePartitions implements TablePartitions {
    private final List<Column> columns;
    private final List<NamedRange> existing;
    private final RangeOrder order;

    RangePartitions(List<Column> columns, List<NamedRange> existing) {
        this.columns = List.copyOf(columns);
        this.existing = List.copyOf(existing);
        this.order = new RangeOrder(columns.stream().map(Column::type).toList());
    }

    /** A table's partitions with further ones, in the order of their ranges. */
    static List<Partition> merge(Table table, List<Partition> added) {
        return Stream.concat(table.partitions().stream(), added.stream())
                .sorted(Comparator.comparing(
                        partition -> partition.range().lower(),
                        RangeOrder.of(table).lower()))
                .toList();
    }

    @Override
    public List<NamedRange> resolve(List<PartitionDefinition> definitions) {
        List<NamedRange> all = new ArrayList<>(existing);
        List<NamedRange> added = new ArrayList<>();
        for (PartitionDefinition definition : definitions) {
            for (NamedRange range : ranges(definition, all)) {
                requireFree(range, all);
                all.add(range);
                added.add(range);
            }
        }
        added.sort(Comparator.comparing(range -> range.range().lower(), order.lower()));
        return List.copyOf(added);
    }

    private List<NamedRange> ranges(PartitionDefinition definition, List<NamedRange> before) {
        if (definition instanceof PartitionDefinition.LessThan lessThan) {
            return TablePartitions.isThere(lessThan.name(), lessThan.ifNotExists(), before)
                    ? List.of()
                    : List.of(lessThan(lessThan.name(), bound(lessThan.upper()), before));
        }
        if (definition instanceof PartitionDefinition.Fixed fixed) {
            return TablePartitions.isThere(fixed.name(), fixed.ifNotExists(), before)
                    ? List.of()
                    : List.of(new NamedRange(
                            fixed.name(), new PartitionRange(lower(fixed.lower()), bound(fixed.upper()))));
        }
        if (definition instanceof PartitionDefinition.Interval interval) {
            return interval.unit().isPresent()
                    ? DateIntervals.ranges(columns, interval)
                    : IntegerIntervals.ranges(columns, interval);
        }
        throw new RefusedException(
                Reason.INVALID, "The table is partitioned by RANGE: write PARTITION name VALUES LESS THAN (…)");
    }

    /** From where the last partition below it ends. */
    private NamedRange lessThan(String name, List<String> upper, List<NamedRange> before) {
        Optional<List<String>> lower = before.stream()
                .map(range -> range.range().upper())
                .filter(end -> !end.isEmpty())
                .filter(end -> order.upper().compare(end, upper) <= 0)
                .max(order.upper());
        return new NamedRange(name, new PartitionRange(lower.orElse(List.of()), upper));
    }

    private void requireFree(NamedRange range, List<NamedRange> others) {
        ObjectNames.requireValid("partition", range.name());
        if (!order.isBefore(range.range().lower(), range.range().upper())) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Partition '%s' has the empty range %s: its end must be after its start, and after the end of the"
                                    .formatted(range.name(), TableText.range(range.range()))
                            + " partition before it");
        }
        TablePartitions.requireNewName(range.name(), others);
        for (NamedRange other : others) {
            if (order.overlap(range.range(), other.range())) {
                throw new RefusedException(
                        Reason.INVALID,
                        "Range %s of partition '%s' is intersected with range %s of partition '%s'"
                                .formatted(
                                        TableText.range(range.range()),
                                        range.name(),
                                        TableText.range(other.range()),
                                        other.name()));
            }
        }
    }

    private List<String> bound(List<String> values) {
        if (values.size() > columns.size()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "The bound %s has more values than there are partition columns (%d)"
                            .formatted(values, columns.size()));
        }
        // what follows a MAXVALUE makes no difference
        int highest = values.indexOf(PartitionRange.MAXVALUE);
        return IntStream.range(0, highest < 0 ? values.size() : highest + 1)
                .mapToObj(i -> i == highest
                        ? PartitionRange.MAXVALUE
                        : ColumnLiteral.normalize(
                                columns.get(i).name(), columns.get(i).type(), values.get(i)))
                .toList();
    }

    private List<String> lower(List<String> values) {
        if (values.isEmpty()) {
            throw new RefusedException(Reason.INVALID, "A partition cannot begin at MAXVALUE: nothing is above it");
        }
        return bound(values);
    }
}

package io.nineveh.backup.job;

import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.RangeOrder;
import io.nineveh.backup.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why partitions of one table cannot be put into another. */
final class TableDifferences {
    private final Table existing;
    private final Table restored;

    private TableDifferences(Table existing, Table restored) {
        this.existing = existing;
        this.restored = restored;
    }

    /**
     * Every difference that stands in the way; empty: it fits. Defaults, comments, indexes and properties may differ, since
     * rows do not depend on them.
     *
     * @param restored with the partitions that are to be put in
     * @param leaving the names of the partitions that are taken out at the same time
     */
    static Optional<String> between(Table existing, Table restored, List<String> leaving) {
        TableDifferences differences = new TableDifferences(existing, restored);
        List<String> schema = differences.schema();
        if (!schema.isEmpty()) {
            return Optional.of("Table %s already exist but with different schema: %s"
                    .formatted(existing.name(), String.join("; ", schema)));
        }
        List<String> ranges = differences.ranges(leaving);
        return ranges.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", ranges));
    }

    private List<String> schema() {
        List<String> found = new ArrayList<>();
        compare(
                found,
                "keys type",
                existing.schema().keysType(),
                restored.schema().keysType());
        columns(found);
        compare(
                found,
                "partition type",
                existing.partitioning().kind(),
                restored.partitioning().kind());
        compare(
                found,
                "partition columns",
                lowerCase(existing.partitioning().columns()),
                lowerCase(restored.partitioning().columns()));
        compare(
                found,
                "distribution columns",
                lowerCase(existing.distribution().columns()),
                lowerCase(restored.distribution().columns()));
        compare(
                found,
                "number of buckets",
                existing.distribution().buckets(),
                restored.distribution().buckets());
        return found;
    }

    private void columns(List<String> found) {
        List<Column> here = existing.schema().columns();
        List<Column> there = restored.schema().columns();
        for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            compare(found, "column %d".formatted(i + 1), column(here, i), column(there, i));
        }
    }

    private static String column(List<Column> columns, int i) {
        if (i >= columns.size()) {
            return "missing";
        }
        Column column = columns.get(i);
        return "%s %s%s%s%s"
                .formatted(
                        column.name().toLowerCase(Locale.ROOT),
                        column.type(),
                        column.isKey() ? " KEY" : "",
                        column.aggregation().map(" %s"::formatted).orElse(""),
                        column.isNullable() ? " NULL" : " NOT NULL");
    }

    private static List<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private static void compare(List<String> found, String what, Object here, Object there) {
        if (!here.equals(there)) {
            found.add("%s is %s here and %s in the snapshot".formatted(what, here, there));
        }
    }

    private List<String> ranges(List<String> leaving) {
        if (existing.partitioning().kind() == Partitioning.Kind.UNPARTITIONED) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        RangeOrder order = RangeOrder.of(existing);
        for (Partition partition : restored.partitions()) {
            Optional<Partition> same = existing.partition(partition.name());
            if (same.isEmpty()) {
                existing.partitions().stream()
                        .filter(other -> !leaving.contains(other.name()))
                        .filter(other -> order.overlap(other.range(), partition.range()))
                        .forEach(other -> found.add(
                                "Partition %s in table %s has conflict range with existing ranges: %s in the snapshot, and %s of partition %s here"
                                        .formatted(
                                                partition.name(),
                                                existing.name(),
                                                partition.range(),
                                                other.range(),
                                                other.name())));
            } else if (!same.get().range().equals(partition.range())) {
                found.add(
                        "Partition %s in table %s has different range with partition in repository: %s here and %s in the snapshot"
                                .formatted(
                                        partition.name(),
                                        existing.name(),
                                        same.get().range(),
                                        partition.range()));
            }
        }
        return found;
    }
}

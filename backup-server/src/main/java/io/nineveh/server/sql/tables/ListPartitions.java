package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.server.sql.ObjectNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Partitions each of which has a list of values. */
record ListPartitions(List<Column> columns, List<NamedRange> existing) implements TablePartitions {
    ListPartitions {
        columns = List.copyOf(columns);
        existing = List.copyOf(existing);
    }

    @Override
    public List<NamedRange> resolve(List<PartitionDefinition> definitions) {
        List<NamedRange> all = new ArrayList<>(existing);
        List<NamedRange> added = new ArrayList<>();
        for (PartitionDefinition definition : definitions) {
            if (!(definition instanceof PartitionDefinition.In in)) {
                throw invalid("The table is partitioned by LIST: write PARTITION name VALUES IN (…)");
            }
            if (!TablePartitions.isThere(in.name(), in.ifNotExists(), all)) {
                NamedRange range = new NamedRange(
                        in.name(),
                        PartitionRange.of(in.values().stream().map(this::value).toList()));
                requireFree(range, all);
                all.add(range);
                added.add(range);
            }
        }
        return List.copyOf(added);
    }

    private List<Optional<String>> value(List<Optional<String>> written) {
        if (written.size() != columns.size()) {
            throw invalid("The value %s is not one for each of the %d partition columns"
                    .formatted(text(written), columns.size()));
        }
        return IntStream.range(0, written.size())
                .mapToObj(i -> value(columns.get(i), written.get(i)))
                .toList();
    }

    private static Optional<String> value(Column column, Optional<String> written) {
        if (written.isEmpty() && !column.isNullable()) {
            throw invalid("Column '%s' is NOT NULL, so no partition can have NULL for it".formatted(column.name()));
        }
        return written.map(text -> ColumnLiteral.normalize(column.name(), column.type(), text));
    }

    private static List<String> text(List<Optional<String>> value) {
        return value.stream().map(single -> single.orElse("NULL")).toList();
    }

    private static void requireFree(NamedRange range, List<NamedRange> others) {
        ObjectNames.requireValid("partition", range.name());
        List<List<Optional<String>>> values = range.range().values().orElseThrow();
        for (List<Optional<String>> value : values) {
            if (values.indexOf(value) != values.lastIndexOf(value)) {
                throw invalid("Partition '%s' has the value %s twice".formatted(range.name(), text(value)));
            }
            for (NamedRange other : others) {
                if (other.range().values().orElseThrow().contains(value)) {
                    throw invalid("The value %s of partition '%s' is in partition '%s' already"
                            .formatted(text(value), range.name(), other.name()));
                }
            }
        }
        TablePartitions.requireNewName(range.name(), others);
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}

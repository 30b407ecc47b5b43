package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.Partitioning;
import java.util.List;

/** PARTITION BY RANGE or LIST. */
public record PartitioningDefinition(
        Partitioning.Kind kind, List<String> columns, List<PartitionDefinition> partitions) {
    public PartitioningDefinition {
        requireNonNull(kind, "kind");
        columns = List.copyOf(columns);
        partitions = List.copyOf(partitions);
    }
}

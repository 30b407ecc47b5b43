package io.nineveh.server.sql.tables;

import java.util.List;

/** PARTITION BY RANGE. */
public record PartitioningDefinition(List<String> columns, List<PartitionDefinition> partitions) {
    public PartitioningDefinition {
        columns = List.copyOf(columns);
        partitions = List.copyOf(partitions);
    }
}

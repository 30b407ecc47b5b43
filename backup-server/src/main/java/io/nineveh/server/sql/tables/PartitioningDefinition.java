package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.PartitionUnit;
import io.nineveh.backup.catalog.Partitioning;
import java.util.List;
import java.util.Optional;

/**
 * [AUTO] PARTITION BY RANGE or LIST.
 *
 * @param automatic with AUTO, what each of the partitions holds that loads make
 */
public record PartitioningDefinition(
        Partitioning.Kind kind,
        List<String> columns,
        Optional<PartitionUnit> automatic,
        List<PartitionDefinition> partitions) {
    public PartitioningDefinition {
        requireNonNull(kind, "kind");
        requireNonNull(automatic, "automatic");
        columns = List.copyOf(columns);
        partitions = List.copyOf(partitions);
    }
}

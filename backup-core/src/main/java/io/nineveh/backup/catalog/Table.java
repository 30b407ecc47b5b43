package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table: what it is made of, and where its data is.
 *
 * @param id never used again for anything else
 * @param properties as given when it was created, by name
 * @param partitions in the order of their ranges; an unpartitioned table has one that bears the table's name
 */
public record Table(
        long id,
        String name,
        TableSchema schema,
        Partitioning partitioning,
        Distribution distribution,
        Map<String, String> properties,
        String comment,
        List<Partition> partitions)
        implements CatalogObject {
    public Table {
        requireNonNull(name, "name");
        requireNonNull(schema, "schema");
        requireNonNull(partitioning, "partitioning");
        requireNonNull(distribution, "distribution");
        requireNonNull(comment, "comment");
        properties = Map.copyOf(properties);
        partitions = List.copyOf(partitions);
    }

    /**
     * A column that must be there, letter case ignored.
     *
     * @throws RefusedException when it is not
     */
    public Column requireColumn(String columnName) {
        return schema.column(columnName)
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_COLUMN, "Unknown column '%s' in '%s'".formatted(columnName, name)));
    }

    public Optional<Partition> partition(String partitionName) {
        return partitions.stream()
                .filter(partition -> partition.name().equals(partitionName))
                .findFirst();
    }

    /** The same table with another name, which what bore the old one has too: its index, and the partition of an unpartitioned one. */
    public Table withName(String other) {
        List<Partition> renamed = partitions.stream()
                .map(partition -> partition
                        .withIndexes(partition.indexes().stream()
                                .map(index -> index.name().equals(name) ? index.withName(other) : index)
                                .toList())
                        .withName(partitioning.kind() == Partitioning.Kind.UNPARTITIONED ? other : partition.name()))
                .toList();
        return new Table(id, other, schema, partitioning, distribution, properties, comment, renamed);
    }

    /** The same table with another comment. */
    public Table withComment(String other) {
        return new Table(id, name, schema, partitioning, distribution, properties, other, partitions);
    }

    /** The same table with other properties. */
    public Table withProperties(Map<String, String> others) {
        return new Table(id, name, schema, partitioning, distribution, others, comment, partitions);
    }

    /** The same table with other columns. */
    public Table withSchema(TableSchema other) {
        return new Table(id, name, other, partitioning, distribution, properties, comment, partitions);
    }

    /** The same table with other partitions. */
    public Table withPartitions(List<Partition> others) {
        return new Table(id, name, schema, partitioning, distribution, properties, comment, others);
    }
}

package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A table: what it is made of, and where its data is.
 *
 * @param id never used again for anything else
 * @param properties as given when it was created, by name
 * @param partitions in the order of their ranges; an unpartitioned table has one that bears the table's name
 * @param indexes in the order in which they were made; what was written before there were any reads as none
 * @param temporaryPartitions which are read only by who names them; in the order of their ranges, none with the name of
 *     another partition. What was written before there were any reads as none
 */
public record Table(
        long id,
        String name,
        TableSchema schema,
        Partitioning partitioning,
        Distribution distribution,
        Map<String, String> properties,
        String comment,
        List<Partition> partitions,
        List<TableIndex> indexes,
        List<Partition> temporaryPartitions)
        implements CatalogObject {
    public Table {
        requireNonNull(name, "name");
        requireNonNull(schema, "schema");
        requireNonNull(partitioning, "partitioning");
        requireNonNull(distribution, "distribution");
        requireNonNull(comment, "comment");
        properties = Map.copyOf(properties);
        partitions = List.copyOf(partitions);
        indexes = indexes == null ? List.of() : List.copyOf(indexes);
        temporaryPartitions = temporaryPartitions == null ? List.of() : List.copyOf(temporaryPartitions);
    }

    /** A table without indexes and temporary partitions. */
    public Table(
            long id,
            String name,
            TableSchema schema,
            Partitioning partitioning,
            Distribution distribution,
            Map<String, String> properties,
            String comment,
            List<Partition> partitions) {
        this(id, name, schema, partitioning, distribution, properties, comment, partitions, List.of(), List.of());
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

    /** The index with a name, letter case ignored. */
    public Optional<TableIndex> index(String indexName) {
        return indexes.stream().filter(index -> index.isNamed(indexName)).findFirst();
    }

    /** The formal partition with a name. */
    public Optional<Partition> partition(String partitionName) {
        return partitions.stream()
                .filter(partition -> partition.name().equals(partitionName))
                .findFirst();
    }

    /** The formal partitions and the temporary ones. */
    public List<Partition> allPartitions() {
        return Stream.concat(partitions.stream(), temporaryPartitions.stream()).toList();
    }

    /** The same table with another name, which what bore the old one has too: its index, and the partition of an unpartitioned one. */
    public Table withName(String other) {
        Table renamed = new Table(
                id,
                other,
                schema,
                partitioning,
                distribution,
                properties,
                comment,
                partitions,
                indexes,
                temporaryPartitions);
        return renamed.withEachPartition(partition -> partition
                .withIndexes(partition.indexes().stream()
                        .map(index -> index.name().equals(name) ? index.withName(other) : index)
                        .toList())
                .withName(partitioning.kind() == Partitioning.Kind.UNPARTITIONED ? other : partition.name()));
    }

    /** The same table with another comment. */
    public Table withComment(String other) {
        return new Table(
                id,
                name,
                schema,
                partitioning,
                distribution,
                properties,
                other,
                partitions,
                indexes,
                temporaryPartitions);
    }

    /** The same table with other properties. */
    public Table withProperties(Map<String, String> others) {
        return new Table(
                id,
                name,
                schema,
                partitioning,
                distribution,
                others,
                comment,
                partitions,
                indexes,
                temporaryPartitions);
    }

    /**
     * The same table with other columns, which its indexes and bloom filters follow.
     *
     * @param names what becomes of a column that it has now; empty: it is dropped
     * @throws RefusedException when a column is dropped that an index or a bloom filter needs
     */
    public Table withSchema(TableSchema other, Function<String, Optional<String>> names) {
        return new Table(
                id,
                name,
                other,
                partitioning,
                distribution,
                BloomFilterColumns.follow(properties, names),
                comment,
                partitions,
                indexes.stream().map(index -> index.follow(names)).toList(),
                temporaryPartitions);
    }

    /** The same table with other indexes. */
    public Table withIndexes(List<TableIndex> others) {
        return new Table(
                id,
                name,
                schema,
                partitioning,
                distribution,
                properties,
                comment,
                partitions,
                others,
                temporaryPartitions);
    }

    /** The same table with other formal partitions. */
    public Table withPartitions(List<Partition> others) {
        return new Table(
                id,
                name,
                schema,
                partitioning,
                distribution,
                properties,
                comment,
                others,
                indexes,
                temporaryPartitions);
    }

    /** The same table with other temporary partitions. */
    public Table withTemporaryPartitions(List<Partition> others) {
        return new Table(
                id, name, schema, partitioning, distribution, properties, comment, partitions, indexes, others);
    }

    /** The same table with something else for each of its formal and temporary partitions. */
    public Table withEachPartition(UnaryOperator<Partition> change) {
        return withPartitions(partitions.stream().map(change).toList())
                .withTemporaryPartitions(
                        temporaryPartitions.stream().map(change).toList());
    }
}

package io.nineveh.backup.catalog;

import io.nineveh.backup.catalog.TableSchema.KeysType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tables to test with. */
public final class ExampleTables {
    public static final int SCHEMA_HASH = 368_169_781;
    public static final long BACKEND = 10_001;

    private ExampleTables() {}

    /** A table of one partition, which bears its name, with two buckets. */
    public static Table unpartitioned(String name, LongSupplier ids) {
        long id = ids.getAsLong();
        return new Table(
                id,
                name,
                new TableSchema(
                        SCHEMA_HASH,
                        KeysType.DUPLICATE,
                        List.of(
                                new Column(
                                        "k",
                                        ColumnType.of(ColumnType.Kind.BIGINT),
                                        true,
                                        false,
                                        Optional.empty(),
                                        "",
                                        Optional.empty()),
                                new Column(
                                        "v",
                                        new ColumnType(ColumnType.Kind.VARCHAR, 64, 0),
                                        false,
                                        true,
                                        Optional.of("none"),
                                        "a value",
                                        Optional.empty()))),
                Partitioning.none(),
                new Distribution(List.of("k"), 2),
                Map.of("replication_num", "1"),
                "a table",
                List.of(partition(name, name, PartitionRange.unbounded(), ids)));
    }

    /** An empty partition of a table, with two buckets. */
    public static Partition partition(String table, String name, PartitionRange range, LongSupplier ids) {
        List<Tablet> tablets = new ArrayList<>();
        for (int bucket = 0; bucket < 2; bucket++) {
            tablets.add(new Tablet(ids.getAsLong(), List.of(new Replica(ids.getAsLong(), BACKEND))));
        }
        return new Partition(
                ids.getAsLong(),
                name,
                range,
                Partition.EMPTY_VERSION,
                Instant.parse("2024-05-06T07:08:09.123Z"),
                List.of(new MaterializedIndex(ids.getAsLong(), table, SCHEMA_HASH, tablets)));
    }

    /** The same table with all partitions at another version. */
    public static Table atVersion(Table table, long version) {
        return table.withPartitions(table.partitions().stream()
                .map(partition -> partition.withVersion(version, Instant.parse("2024-06-01T00:00:00Z")))
                .toList());
    }
}

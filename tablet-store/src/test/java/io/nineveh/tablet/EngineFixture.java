package io.nineveh.tablet;

import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Replica;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import io.nineveh.backup.catalog.Tablet;
import io.nineveh.backup.meta.MetadataStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalog, a store and an engine in a directory, with a database {@code db}. */
final class EngineFixture implements Closeable {
    static final String DATABASE = "db";
    private static final long BACKEND = 10_001;
    private static final int SCHEMA_HASH = 4711;

    private final MetadataStore metadata;
    final Catalog catalog;
    final EmbeddedTabletStore store;
    final TableTablets tablets;
    final SqlEngine engine;

    EngineFixture(Path directory) throws IOException {
        metadata = MetadataStore.open(directory.resolve("metadata.db"));
        catalog = Catalog.open(metadata, Clock.systemUTC());
        store = EmbeddedTabletStore.open(directory.resolve("tablets"), BACKEND);
        tablets = new TableTablets(store);
        engine = new SqlEngine(catalog, store, this::makeNoPartitions, SqlEngineOptions.defaults());
        if (catalog.database(DATABASE).isEmpty()) {
            catalog.change(change -> change.createDatabase(DATABASE));
        }
    }

    private Table makeNoPartitions(String database, Table table, List<List<Optional<String>>> values) {
        throw new AssertionError("no table here is partitioned automatically");
    }

    @Override
    public void close() throws IOException {
        engine.close();
        store.close();
        metadata.close();
    }

    static Column key(String name, ColumnType type) {
        return new Column(name, type, true, false, Optional.empty(), "", Optional.empty());
    }

    static Column value(String name, ColumnType type) {
        return new Column(name, type, false, true, Optional.empty(), "", Optional.empty());
    }

    static ColumnType type(Kind kind) {
        return ColumnType.of(kind);
    }

    static ColumnType type(Kind kind, int precision) {
        return new ColumnType(kind, precision, 0);
    }

    static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }

    /** {@code k INT NOT NULL key, v STRING}, in one partition of two buckets by k. */
    Table createPlain(String name) throws IOException {
        return create(
                name,
                List.of(key("k", type(Kind.INT)), value("v", type(Kind.STRING))),
                Partitioning.none(),
                Map.of(name, PartitionRange.unbounded()),
                new Distribution(List.of("k"), 2));
    }

    /** @param ranges the partitions; in the order of the map */
    Table create(
            String name,
            List<Column> columns,
            Partitioning partitioning,
            Map<String, PartitionRange> ranges,
            Distribution distribution)
            throws IOException {
        return create(name, KeysType.DUPLICATE, columns, partitioning, ranges, distribution);
    }

    Table create(
            String name,
            KeysType keys,
            List<Column> columns,
            Partitioning partitioning,
            Map<String, PartitionRange> ranges,
            Distribution distribution)
            throws IOException {
        Table table = catalog.change(change -> {
            List<Partition> partitions = new ArrayList<>();
            ranges.forEach((partition, range) -> {
                List<Tablet> buckets = new ArrayList<>();
                for (int i = 0; i < distribution.buckets(); i++) {
                    buckets.add(new Tablet(change.newId(), List.of(new Replica(change.newId(), BACKEND))));
                }
                partitions.add(new Partition(
                        change.newId(),
                        partition,
                        range,
                        Partition.EMPTY_VERSION,
                        Instant.EPOCH,
                        List.of(new MaterializedIndex(change.newId(), name, SCHEMA_HASH, buckets))));
            });
            TableSchema schema = new TableSchema(SCHEMA_HASH, keys, columns);
            return new Table(change.newId(), name, schema, partitioning, distribution, Map.of(), "", partitions);
        });
        tablets.create(table.partitions());
        catalog.change(change -> {
            change.addTable(DATABASE, table);
            return table;
        });
        return table;
    }

    /** Drops a table as the SQL layer does. */
    void drop(String name) throws IOException {
        Table dropped = catalog.change(change -> change.dropTable(DATABASE, name));
        tablets.drop(dropped.partitions());
    }

    Table table(String name) {
        return catalog.requireTable(DATABASE, name);
    }

    long insert(String table, String source) {
        return engine.insert(DATABASE, table, List.of(), PartitionNames.ALL, Optional.of("db"), ReadGuard.NONE, source);
    }

    /** The rows of a query, each as its texts joined by {@code |}. */
    List<String> rows(String select) {
        try (QueryResult result = engine.query(Optional.of(DATABASE), ReadGuard.NONE, select)) {
            return rows(result);
        }
    }

    static List<String> rows(QueryResult result) {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < result.columns().size(); i++) {
                values.add(result.text(i).orElse("NULL"));
            }
            rows.add(String.join("|", values));
        }
        return rows;
    }
}

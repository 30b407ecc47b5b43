package io.nineveh.backup.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Replica;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.Tablet;
import io.nineveh.backup.fake.DirectoryTabletStore;
import io.nineveh.backup.fake.GatedFileSystem;
import io.nineveh.backup.fake.InterceptedFileSystem;
import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.backup.fake.ProcessLife;
import io.nineveh.backup.fake.StorageGate;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryDefinition;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletStore;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A server's worth of what jobs need: a database {@code shop} with a table {@code sales} of two partitions and two buckets each,
 * with two loads in each tablet, and a repository {@code repo}. It can crash and start again.
 */
final class JobWorld implements Closeable {
    static final int SCHEMA_HASH = 77;
    private static final SortedMap<String, PartitionRange> RANGES = new TreeMap<>(Map.of(
            "p1", new PartitionRange(List.of(), List.of("2026-02-01")),
            "p2", new PartitionRange(List.of("2026-02-01"), List.of("2026-03-01"))));
    private static final long BACKEND = 1;
    static final JobOptions OPTIONS =
            new JobOptions(2, 1, 4, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(100));

    final MemoryFileSystem storage;
    final DirectoryTabletStore tablets;
    private final Path directory;
    private final JobOptions options;
    private final StorageGate gate;
    private final List<JobEngine> engines = new ArrayList<>();
    private final AtomicReference<InterceptedFileSystem.Interceptor> interceptor =
            new AtomicReference<>((call, location) -> {});
    MetadataStore metadata;
    Catalog catalog;
    RepositoryRegistry repositories;
    JobEngine engine;
    ProcessLife life;

    JobWorld(Path directory, JobObserver observer) throws IOException {
        this(directory, observer, OPTIONS);
    }

    /** Has options of its own. */
    JobWorld(Path directory, JobObserver observer, JobOptions options) throws IOException {
        this(directory, observer, options, new MemoryFileSystem(), Clock.systemUTC(), StorageGate.OPEN);
    }

    /** Shares a storage with other servers, and has a clock of its own. */
    JobWorld(Path directory, JobObserver observer, MemoryFileSystem storage, Clock clock) throws IOException {
        this(directory, observer, OPTIONS, storage, clock, StorageGate.OPEN);
    }

    /** Reaches its storage through a gate. */
    JobWorld(Path directory, JobOptions options, StorageGate gate) throws IOException {
        this(directory, JobObserver.NONE, options, new MemoryFileSystem(), Clock.systemUTC(), gate);
    }

    private JobWorld(
            Path directory,
            JobObserver observer,
            JobOptions options,
            MemoryFileSystem storage,
            Clock clock,
            StorageGate gate)
            throws IOException {
        this.gate = gate;
        this.directory = directory;
        this.options = options;
        this.storage = storage;
        this.tablets = new DirectoryTabletStore(directory.resolve("tablets"), BACKEND);
        open(observer, clock);
        repositories.create(new RepositoryDefinition(
                "repo", Access.READ_WRITE, new WithBroker("broker"), Location.of("mem://host/backups"), Map.of()));
        createDatabase("shop");
    }

    private void open(JobObserver observer, Clock clock) throws IOException {
        life = new ProcessLife();
        BrokerFileSystem reached = new GatedFileSystem(new GatedFileSystem(storage, gate), life);
        metadata = MetadataStore.open(directory.resolve("metadata.db"));
        catalog = Catalog.open(metadata, clock, new RestoreGuard());
        repositories = new RepositoryRegistry(
                metadata,
                (type, location, properties) -> new InterceptedFileSystem(
                        reached, (call, place) -> interceptor.get().before(call, place)),
                clock);
        List<TabletStore> stores = List.of(life.tablets(tablets));
        engine = new JobEngine(metadata, catalog, repositories, stores, clock, options, observer);
        engines.add(engine);
        tablets.retainSnapshots(engine.snapshotsInBackup());
        engine.start();
    }

    /** What the storage does before each call from now on. */
    void intercept(InterceptedFileSystem.Interceptor next) {
        interceptor.set(next);
    }

    /** As kill -9: the jobs' threads have no effect any more, wherever they are, and all that is known is what is durable. */
    void crash() {
        life.end(metadata::close);
    }

    void crashAndStartAgain(JobObserver observer, Clock clock) throws IOException {
        crash();
        open(observer, clock);
    }

    void createDatabase(String database) throws IOException {
        catalog.change(change -> change.createDatabase(database));
        createTable(database, "sales");
    }

    void createTable(String database, String name) throws IOException {
        Table table = catalog.change(change -> {
            Table created = table(change, name);
            change.addTable(database, created);
            return created;
        });
        for (TabletKey tablet : keys(table)) {
            tablets.create(tablet);
        }
        load(database, name, "first");
        load(database, name, "second");
    }

    /** Makes another table of one that is there. */
    void alter(String database, String name, UnaryOperator<Table> change) {
        catalog.change(work -> {
            work.replaceTable(database, change.apply(work.requireTable(database, name)));
            return work;
        });
    }

    /** Gives a partition one more version in the catalog, as the last step of a load. */
    void publish(String database, String name, String partition) {
        Instant now = Instant.now();
        alter(
                database,
                name,
                table -> table.withPartitions(table.partitions().stream()
                        .map(other -> other.name().equals(partition)
                                ? other.withVersion(other.visibleVersion() + 1, now)
                                : other)
                        .toList()));
    }

    /** One more version in every partition. */
    void load(String database, String name, String rows) throws IOException {
        Table table = catalog.requireTable(database, name);
        int bucket = 0;
        for (TabletKey tablet : keys(table)) {
            tablets.load(
                    tablet, "%s %s %d".formatted(table.name(), rows, bucket++).getBytes(UTF_8));
        }
        catalog.change(change -> {
            Table current = change.requireTable(database, name);
            change.replaceTable(
                    database,
                    current.withPartitions(current.partitions().stream()
                            .map(partition -> partition.withVersion(partition.visibleVersion() + 1, change.now()))
                            .toList()));
            return current;
        });
    }

    /** The rows of a table, by partition and bucket. */
    SortedMap<String, SortedMap<String, String>> rows(String database, String name) throws IOException {
        SortedMap<String, SortedMap<String, String>> rows = new TreeMap<>();
        for (Partition partition : catalog.requireTable(database, name).partitions()) {
            int bucket = 0;
            for (MaterializedIndex index : partition.indexes()) {
                for (Tablet tablet : index.tablets()) {
                    rows.put(
                            partition.name() + "/" + bucket++,
                            tablets.segments(new TabletKey(tablet.id(), index.schemaHash())));
                }
            }
        }
        return rows;
    }

    void dropTable(String database, String name) throws IOException {
        Table dropped = catalog.change(change -> change.dropTable(database, name));
        tablets.drop(keys(dropped));
    }

    /** Makes a restore defenceless: its commit trusts its own eyes all the same. */
    void loseReservation(String database) {
        long id = engine.restores(database).get(0).jobId();
        metadata.write(transaction -> {
            JobRows.deleteDocument(transaction.handle(), id, Reservation.DOCUMENT);
            return id;
        });
    }

    static BackupRequest backup(String database, String label) {
        return new BackupRequest(database, label, "repo", List.of(), SnapshotInfo.Content.ALL, Duration.ofHours(1));
    }

    static RestoreRequest restore(String database, String label, RestoreObject... objects) {
        return new RestoreRequest(
                database, label, "repo", Optional.empty(), List.of(objects), OptionalInt.empty(), Duration.ofHours(1));
    }

    static RestoreRequest restore(Set<RestoreOption> options, RestoreObject... objects) {
        return new RestoreRequest(
                "shop",
                "daily",
                "repo",
                Optional.empty(),
                List.of(objects),
                List.of(),
                options,
                OptionalInt.empty(),
                Duration.ofHours(1));
    }

    BackupJob awaitBackup(String database) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> engine.backups(database).get(0), job -> job.state().isDone());
    }

    RestoreJob awaitRestore(String database) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> engine.restores(database).get(0),
                        job -> job.state().isDone());
    }

    BackupJob backUp(String database, String label) {
        engine.backup(backup(database, label));
        return awaitBackup(database);
    }

    /** The names of the files in the repository, without directories. */
    List<String> fileNames() {
        return storage.files().keySet().stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    /** Waits until there are the tablets of the catalog's tables and nothing else. */
    void awaitOnlyKnownTablets() {
        awaitTidy();
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> tabletDirectories().equals(knownDirectories()));
    }

    private Set<String> tabletDirectories() throws IOException {
        return tablets.everything().stream()
                .filter(path -> path.matches("data/[^/]+"))
                .collect(toSet());
    }

    private Set<String> knownDirectories() {
        return catalog.databases().stream()
                .flatMap(database -> database.tables().stream())
                .flatMap(table -> keys(table).stream())
                .map(key -> "data/%d-%d".formatted(key.tabletId(), key.schemaHash()))
                .collect(toSet());
    }

    /** Waits until no snapshot and no restore directory is left. */
    void awaitTidy() {
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> tablets.everything().stream().noneMatch(path -> !path.startsWith("data/")));
    }

    private static List<TabletKey> keys(Table table) {
        return table.partitions().stream()
                .flatMap(partition -> partition.indexes().stream())
                .flatMap(
                        index -> index.tablets().stream().map(tablet -> new TabletKey(tablet.id(), index.schemaHash())))
                .toList();
    }

    private static Table table(CatalogChange change, String name) {
        List<Partition> partitions = new ArrayList<>();
        for (Map.Entry<String, PartitionRange> partition : RANGES.entrySet()) {
            List<Tablet> buckets = new ArrayList<>();
            // descending ids, so that the order of buckets is not the order of ids
            long second = change.newId();
            long first = change.newId();
            buckets.add(new Tablet(first, List.of(new Replica(change.newId(), BACKEND))));
            buckets.add(new Tablet(second, List.of(new Replica(change.newId(), BACKEND))));
            partitions.add(new Partition(
                    change.newId(),
                    partition.getKey(),
                    partition.getValue(),
                    Partition.EMPTY_VERSION,
                    Instant.EPOCH,
                    List.of(new MaterializedIndex(change.newId(), name, SCHEMA_HASH, buckets))));
        }
        Column column = new Column(
                "day", ColumnType.of(ColumnType.Kind.DATE), true, false, Optional.empty(), "", Optional.empty());
        return new Table(
                change.newId(),
                name,
                new TableSchema(SCHEMA_HASH, TableSchema.KeysType.DUPLICATE, List.of(column)),
                Partitioning.byRange(List.of("day")),
                new Distribution(List.of("day"), 2),
                Map.of("replication_num", "1"),
                "what was sold",
                partitions);
    }

    @Override
    public void close() {
        engines.forEach(JobEngine::close);
        repositories.close();
        metadata.close();
    }
}

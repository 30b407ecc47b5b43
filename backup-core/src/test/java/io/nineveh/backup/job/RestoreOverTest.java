package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore does to tables that are there. */
final class RestoreOverTest {
    @TempDir
    Path directory;

    private JobWorld world;
    private SortedMap<String, SortedMap<String, String>> saved;

    @BeforeEach
    void backUp() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        saved = world.rows("shop", "sales");
        world.backUp("shop", "daily");
        world.load("shop", "sales", "later");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTableGetsItsOldRowsAndStaysTheSameTable() throws IOException {
        Table before = sales();

        finish(restore("shop", "daily"));

        assertThat(world.rows("shop", "sales")).isEqualTo(saved);
        assertThat(sales().id()).isEqualTo(before.id());
        assertThat(sales().withPartitions(List.of())).isEqualTo(before.withPartitions(List.of()));
        world.awaitOnlyKnownTablets();
        finish(restore("shop", "daily"));
        assertThat(world.rows("shop", "sales")).isEqualTo(saved);
    }

    @Test
    void onlyThePartitionsThatAreAskedForChange() throws IOException {
        SortedMap<String, SortedMap<String, String>> expected = world.rows("shop", "sales");
        expected.putAll(saved.headMap("p2"));

        finish(restore("shop", "daily", new RestoreObject("sales", List.of("p1"), Optional.empty())));

        assertThat(world.rows("shop", "sales")).isEqualTo(expected);
        world.awaitOnlyKnownTablets();
    }

    @Test
    void aMissingPartitionIsAddedInItsPlace() throws IOException {
        world.alter("shop", "sales", table -> table.withPartitions(without(table, "p1")));
        SortedMap<String, SortedMap<String, String>> expected = world.rows("shop", "sales");
        expected.putAll(saved.headMap("p2"));

        finish(restore("shop", "daily", new RestoreObject("sales", List.of("p1"), Optional.empty())));

        assertThat(sales().partitions()).extracting(Partition::name).containsExactly("p1", "p2");
        assertThat(world.rows("shop", "sales")).isEqualTo(expected);
    }

    @Test
    void anAliasMayBeATableThatFits() throws IOException {
        world.createTable("shop", "copy");
        Table before = world.catalog.requireTable("shop", "copy");

        finish(restore("shop", "daily", new RestoreObject("sales", List.of(), Optional.of("copy"))));

        assertThat(world.rows("shop", "copy")).isEqualTo(saved);
        assertThat(world.catalog.requireTable("shop", "copy").id()).isEqualTo(before.id());
    }

    @Test
    void everyDifferenceOfTheSchemaIsNamed() throws IOException {
        world.alter("shop", "sales", RestoreOverTest::different);
        Table before = sales();
        SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "sales");

        String status = cancel(restore("shop", "daily"));

        assertThat(status)
                .contains("Table sales already exist but with different schema: ")
                .contains("keys type is UNIQUE here and DUPLICATE in the snapshot")
                .contains("column 1 is day DATETIME KEY NULL here and day DATE KEY NOT NULL in the snapshot")
                .contains("column 2 is shop INT NOT NULL here and missing in the snapshot")
                .contains("partition columns is [shop] here and [day] in the snapshot")
                .contains("distribution columns is [shop] here and [day] in the snapshot")
                .contains("number of buckets is 3 here and 2 in the snapshot")
                .contains("AS")
                .contains("force_replace");
        assertThat(sales()).isEqualTo(before);
        assertThat(world.rows("shop", "sales")).isEqualTo(rows);
        world.awaitOnlyKnownTablets();
    }

    @Test
    void aTableWithoutPartitionsIsNoPlaceForAnyOfThem() {
        world.alter(
                "shop",
                "sales",
                table -> new Table(
                        table.id(),
                        table.name(),
                        table.schema(),
                        Partitioning.none(),
                        table.distribution(),
                        table.properties(),
                        table.comment(),
                        table.partitions()));

        assertThat(cancel(restore("shop", "daily")))
                .contains("partition type is UNPARTITIONED here and RANGE in the snapshot");
    }

    @Test
    void partitionsOfOtherRangesAreRefused() {
        world.alter("shop", "sales", table -> {
            Partition first = table.partitions().get(0);
            Partition second = table.partitions().get(1);
            return table.withPartitions(List.of(
                    changed(first, "p1", List.of(), List.of("2026-01-01")),
                    changed(second, "january", List.of("2026-01-01"), List.of("2026-02-15"))));
        });

        assertThat(cancel(restore("shop", "daily")))
                .contains("Partition p1 in table sales has different range with partition in repository: "
                        + "[(MINVALUE), (\"2026-01-01\")) here and [(MINVALUE), (\"2026-02-01\")) in the snapshot")
                .contains("Partition p2 in table sales has conflict range with existing ranges: ")
                .contains("partition january");
    }

    @Test
    void aTableThatDoesNotFitIsReplacedAsAWholeIfThatIsSaid() throws IOException {
        world.alter("shop", "sales", RestoreOverTest::different);
        Table before = sales();

        finish(restore(Set.of(RestoreOption.ATOMIC_RESTORE, RestoreOption.FORCE_REPLACE)));

        assertThat(world.rows("shop", "sales")).isEqualTo(saved);
        assertThat(sales().id()).isNotEqualTo(before.id());
        assertThat(sales().schema().keysType()).isEqualTo(TableSchema.KeysType.DUPLICATE);
        world.awaitOnlyKnownTablets();
    }

    @Test
    void tablesAndPartitionsThatAreNotInTheSnapshotGoIfThatIsSaid() throws IOException {
        world.createTable("shop", "other");
        world.alter(
                "shop",
                "sales",
                table -> table.withPartitions(List.of(
                        table.partitions().get(0), renamed(table.partitions().get(1), "february"))));

        finish(restore(Set.of(RestoreOption.CLEAN_TABLES, RestoreOption.CLEAN_PARTITIONS)));

        assertThat(world.catalog.requireDatabase("shop").tables())
                .extracting(Table::name)
                .containsExactly("sales");
        assertThat(world.rows("shop", "sales")).isEqualTo(saved);
        world.awaitOnlyKnownTablets();
    }

    @Test
    void otherTablesAndPartitionsStayIfNothingIsSaid() throws IOException {
        world.createTable("shop", "other");
        world.alter("shop", "sales", table -> {
            List<Partition> partitions = new ArrayList<>(table.partitions());
            partitions.set(1, changed(partitions.get(1), "march", List.of("2026-03-01"), List.of("2026-04-01")));
            return table.withPartitions(partitions);
        });

        finish(restore(Set.of()));

        assertThat(world.catalog.requireDatabase("shop").table("other")).isPresent();
        assertThat(sales().partitions()).extracting(Partition::name).containsExactly("p1", "p2", "march");
    }

    @Test
    void dynamicPartitionsAndColocationAreOffInANewTableUnlessReserved() throws IOException {
        Map<String, String> properties = new TreeMap<>(
                Map.of("dynamic_partition.enable", "true", "dynamic_partition.end", "3", "colocate_with", "group"));
        world.alter("shop", "sales", table -> table.withProperties(properties));
        world.dropTable("shop", "sales");
        world.createTable("shop", "sales");
        world.alter("shop", "sales", table -> table.withProperties(properties));
        world.engine.backup(JobWorld.backup("shop", "weekly"));
        assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
        world.dropTable("shop", "sales");

        finish(weekly(Set.of()));
        assertThat(sales().properties())
                .containsOnly(Map.entry("dynamic_partition.enable", "false"), Map.entry("dynamic_partition.end", "3"));
        world.dropTable("shop", "sales");
        finish(weekly(Set.of(RestoreOption.RESERVE_COLOCATE, RestoreOption.RESERVE_DYNAMIC_PARTITION_ENABLE)));
        assertThat(sales().properties()).isEqualTo(properties);
    }

    @Test
    void excludedTablesAreNotRestored() throws IOException {
        world.createTable("shop", "other");
        world.engine.backup(JobWorld.backup("shop", "weekly"));
        assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
        world.dropTable("shop", "other");
        world.dropTable("shop", "sales");

        finish(weekly(Set.of(), "other"));

        assertThat(world.catalog.requireDatabase("shop").tables())
                .extracting(Table::name)
                .containsExactly("sales");
    }

    private static RestoreRequest weekly(Set<RestoreOption> options, String... excluded) {
        RestoreRequest all = restore("shop", "weekly");
        return new RestoreRequest(
                all.database(),
                all.label(),
                all.repository(),
                all.timestamp(),
                all.objects(),
                List.of(excluded),
                options,
                all.replicationNum(),
                all.timeout());
    }

    private static Table different(Table table) {
        Column day = table.schema().columns().get(0);
        return new Table(
                table.id(),
                table.name(),
                new TableSchema(
                        JobWorld.SCHEMA_HASH,
                        TableSchema.KeysType.UNIQUE,
                        List.of(
                                new Column(
                                        day.name(),
                                        ColumnType.of(ColumnType.Kind.DATETIME),
                                        true,
                                        true,
                                        Optional.empty(),
                                        "",
                                        Optional.empty()),
                                new Column(
                                        "shop",
                                        ColumnType.of(ColumnType.Kind.INT),
                                        false,
                                        false,
                                        Optional.empty(),
                                        "",
                                        Optional.empty()))),
                Partitioning.byRange(List.of("shop")),
                new Distribution(List.of("shop"), 3),
                table.properties(),
                table.comment(),
                table.partitions());
    }

    private static List<Partition> without(Table table, String name) {
        return table.partitions().stream()
                .filter(partition -> !partition.name().equals(name))
                .toList();
    }

    private static Partition renamed(Partition partition, String name) {
        return changed(
                partition, name, partition.range().lower(), partition.range().upper());
    }

    private static Partition changed(Partition partition, String name, List<String> lower, List<String> upper) {
        return new Partition(
                partition.id(),
                name,
                new PartitionRange(lower, upper),
                partition.visibleVersion(),
                partition.visibleVersionTime(),
                partition.indexes());
    }

    private void finish(RestoreRequest request) {
        world.engine.restore(request);
        assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
    }

    private String cancel(RestoreRequest request) {
        world.engine.restore(request);
        RestoreJob job = world.awaitRestore("shop");
        assertThat(job.state()).isEqualTo(RestoreState.CANCELLED);
        return job.status().message();
    }

    private Table sales() {
        return world.catalog.requireTable("shop", "sales");
    }
}

package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.repository.SnapshotInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot without rows takes none away. */
final class RowLossTest {
    private static final RestoreRequest WHOLE = restore("shop", "daily");

    @TempDir
    Path directory;

    private JobWorld world;

    @BeforeEach
    void backUpWithoutRows() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        world.engine.backup(new BackupRequest(
                "shop", "daily", "repo", List.of(), SnapshotInfo.Content.METADATA_ONLY, Duration.ofHours(1)));
        assertThat(world.awaitBackup("shop").status()).isEqualTo(JobStatus.OK);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void partitionsWithRowsAreNotReplacedByEmptyOnes() throws IOException {
        SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "sales");

        assertThatThrownBy(() -> world.engine.restore(WHOLE))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_STATE))
                .hasMessageStartingWith("Snapshot daily has no rows, only metadata")
                .hasMessageContaining("remove the rows of table sales (partitions p1, p2)")
                .hasMessageEndingWith("Restore what is named here under another name with AS, or drop it first");
        assertThat(world.engine.restores("shop")).isEmpty();
        assertThat(world.rows("shop", "sales")).isEqualTo(rows);
        world.load("shop", "sales", "third");
    }

    @Test
    void onlyThePartitionsThatWouldBeReplacedAreNamed() {
        assertThatThrownBy(() -> world.engine.restore(
                        restore("shop", "daily", new RestoreObject("sales", List.of("p2"), Optional.empty()))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("table sales (partitions p2)");
    }

    @Test
    void aTableThatMayBeReplacedAsAWholeLosesAll() {
        assertThatThrownBy(() -> world.engine.restore(restore(
                        Set.of(RestoreOption.ATOMIC_RESTORE, RestoreOption.FORCE_REPLACE),
                        new RestoreObject("sales", List.of("p2"), Optional.empty()))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("table sales (partitions p1, p2)");
    }

    @Test
    void anAliasIsWhatIsLookedFor() throws IOException {
        world.createTable("shop", "other");

        assertThatThrownBy(() -> world.engine.restore(
                        restore("shop", "daily", new RestoreObject("sales", List.of(), Optional.of("other")))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("table other (partitions p1, p2)");
        finished(restore("shop", "daily", new RestoreObject("sales", List.of(), Optional.of("empty"))));
        assertThat(world.rows("shop", "empty").values()).hasSize(4).allMatch(rows -> rows.isEmpty());
    }

    @Test
    void partitionsThatAreMissingOrWereNeverLoadedTakeNoHarm() throws IOException {
        SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "sales");
        world.alter("shop", "sales", table -> table.withPartitions(List.of(partition(table, "p1"))));

        finished(restore("shop", "daily", new RestoreObject("sales", List.of("p2"), Optional.empty())));

        SortedMap<String, SortedMap<String, String>> after = world.rows("shop", "sales");
        assertThat(after.headMap("p2")).isEqualTo(rows.headMap("p2"));
        assertThat(after.tailMap("p2").values()).hasSize(2).allMatch(tablet -> tablet.isEmpty());

        world.alter(
                "shop",
                "sales",
                table -> table.withPartitions(table.partitions().stream()
                        .map(partition -> partition.withVersion(Partition.EMPTY_VERSION, Instant.EPOCH))
                        .toList()));
        finished(WHOLE);
    }

    @Test
    void aSnapshotWithRowsReplacesAsEver() {
        assertThat(world.backUp("shop", "full").status()).isEqualTo(JobStatus.OK);
        finished(restore("shop", "full"));
    }

    private void finished(RestoreRequest request) {
        world.engine.restore(request);
        assertThat(world.awaitRestore("shop").status()).isEqualTo(JobStatus.OK);
    }

    private static Partition partition(Table table, String name) {
        return table.partition(name).orElseThrow();
    }
}

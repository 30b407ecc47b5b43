package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.backup;
import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.repository.OpenRepository;
import io.nineveh.backup.repository.SnapshotEntry;
import io.nineveh.backup.repository.SnapshotInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackupAndRestoreTest {
    @TempDir
    Path directory;

    private final StopAt afterPinning = new StopAt(BackupState.SNAPSHOTING, StopAt.Moment.ENTERED);
    private JobWorld world;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aDroppedTableComesBackAsItWasWhenTheBackupBegan() throws Exception {
        world = new JobWorld(directory, afterPinning);
        SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "sales");
        world.engine.backup(backup("shop", "daily"));
        afterPinning.awaitReached();
        world.load("shop", "sales", "too late");
        afterPinning.letGo();
        BackupJob finished = world.awaitBackup("shop");
        world.load("shop", "sales", "even later");
        Table before = world.catalog.requireTable("shop", "sales");
        world.dropTable("shop", "sales");

        world.engine.restore(restore("shop", "daily"));
        RestoreJob restored = world.awaitRestore("shop");

        assertThat(finished.state()).isEqualTo(BackupState.FINISHED);
        assertThat(finished.status()).hasToString("[OK]");
        assertThat(finished.objects()).containsExactly(new BackupObject("sales", List.of()));
        assertThat(finished.snapshotFinishedTime()).isPresent();
        assertThat(finished.uploadFinishedTime()).isPresent();
        assertThat(finished.finishedTime()).isPresent();
        assertThat(restored.state()).as("%s", restored.status()).isEqualTo(RestoreState.FINISHED);
        assertThat(restored.objects())
                .containsExactly(new RestoreObject("sales", List.of("p1", "p2"), Optional.empty()));
        assertThat(restored.metaPreparedTime()).isPresent();
        assertThat(restored.downloadFinishedTime()).isPresent();
        assertThat(world.rows("shop", "sales")).isEqualTo(rows);
        Table after = world.catalog.requireTable("shop", "sales");
        assertThat(after.schema()).isEqualTo(before.schema());
        assertThat(after.properties()).isEqualTo(before.properties());
        assertThat(after.comment()).isEqualTo(before.comment());
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.partitions()).allMatch(partition -> partition.visibleVersion() == 3);
        world.awaitTidy();
    }

    @Test
    void onePartitionComesBackUnderAnotherName() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        world.backUp("shop", "daily");

        world.engine.restore(
                restore("shop", "daily", new RestoreObject("sales", List.of("p2"), Optional.of("old_sales"))));

        assertThat(world.awaitRestore("shop").state()).isEqualTo(RestoreState.FINISHED);
        assertThat(world.rows("shop", "old_sales")).hasSize(2);
        assertThat(world.rows("shop", "old_sales").get("p2/1"))
                .isEqualTo(world.rows("shop", "sales").get("p2/1"));
        assertThat(world.catalog.requireTable("shop", "old_sales").partitions())
                .singleElement()
                .satisfies(partition ->
                        assertThat(partition.indexes().get(0).name()).isEqualTo("old_sales"));
    }

    @Test
    void aBackupWithoutRowsGivesEmptyTablesThatCanBeLoaded() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        Table before = world.catalog.requireTable("shop", "sales");
        world.engine.backup(new BackupRequest(
                "shop", "schema", "repo", List.of(), SnapshotInfo.Content.METADATA_ONLY, Duration.ofHours(1)));
        assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
        assertThat(world.fileNames())
                .hasSize(3)
                .allMatch(name ->
                        name.startsWith("__repo_info") || name.startsWith("__meta.") || name.startsWith("__info_"));
        world.dropTable("shop", "sales");

        world.engine.restore(restore("shop", "schema"));

        RestoreJob finished = world.awaitRestore("shop");
        assertThat(finished.state()).as("%s", finished.status()).isEqualTo(RestoreState.FINISHED);
        Table after = world.catalog.requireTable("shop", "sales");
        assertThat(after.schema()).isEqualTo(before.schema());
        assertThat(after.partitions())
                .hasSize(2)
                .allMatch(partition -> partition.visibleVersion() == Partition.EMPTY_VERSION);
        assertThat(world.rows("shop", "sales").values()).hasSize(4).allMatch(rows -> rows.isEmpty());
        world.load("shop", "sales", "new");
        assertThat(world.rows("shop", "sales").values()).hasSize(4).noneMatch(rows -> rows.isEmpty());
    }

    @Test
    void aBackupOfOnePartitionHoldsNoOther() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        world.engine.backup(new BackupRequest(
                "shop",
                "daily",
                "repo",
                List.of(new BackupObject("sales", List.of("p1"))),
                SnapshotInfo.Content.ALL,
                Duration.ofHours(1)));
        assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
        world.createDatabase("other");
        world.dropTable("other", "sales");

        world.engine.restore(restore("other", "daily"));

        assertThat(world.awaitRestore("other").state()).isEqualTo(RestoreState.FINISHED);
        assertThat(world.rows("other", "sales")).containsOnlyKeys("p1/0", "p1/1");
    }

    @Test
    void theRepositoryHoldsOneMetaOneInfoAndTheFilesOfTheTablets() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        world.backUp("shop", "daily");

        List<String> names = world.fileNames();

        assertThat(names).filteredOn(name -> name.startsWith("__meta.")).hasSize(1);
        assertThat(names).filteredOn(name -> name.startsWith("__info_")).hasSize(1);
        assertThat(names)
                .filteredOn(name -> name.matches("\\d+\\.hdr\\.[0-9a-f]{32}"))
                .hasSize(4);
        assertThat(names)
                .filteredOn(name -> name.matches("[23]_0\\.dat\\.[0-9a-f]{32}"))
                .hasSize(8);
        try (OpenRepository repository = world.repositories.open(world.repositories.require("repo"))) {
            assertThat(repository.snapshots(bytes -> {}).list())
                    .extracting(SnapshotEntry::label, SnapshotEntry::status)
                    .containsExactly(tuple("daily", "OK"));
        }
    }

    @Test
    void aJobOfOneDatabaseDoesNotHoldUpThatOfAnother() throws Exception {
        world = new JobWorld(directory, afterPinning);
        world.createDatabase("other");
        world.engine.backup(backup("shop", "daily"));
        afterPinning.awaitReached();

        assertThat(world.backUp("other", "weekly").state()).isEqualTo(BackupState.FINISHED);
        assertThat(world.engine.backups("shop").get(0).state()).isEqualTo(BackupState.SNAPSHOTING);
        afterPinning.letGo();
        assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
    }

    @Test
    void theLastTenJobsAreShownTheNewestFirst() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        for (int i = 0; i < 12; i++) {
            world.backUp("shop", "daily" + i);
        }

        assertThat(world.engine.backups("shop"))
                .extracting(BackupJob::label)
                .hasSize(10)
                .startsWith("daily11", "daily10")
                .endsWith("daily2");
    }
}

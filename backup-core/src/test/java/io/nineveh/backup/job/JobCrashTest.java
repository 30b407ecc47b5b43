package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.backup;
import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.catalog.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever state a job was in when the server died, it goes on from there. */
final class JobCrashTest {
    @TempDir
    Path directory;

    static Stream<Arguments> backupStates() {
        return Arrays.stream(BackupState.values())
                .filter(state -> !state.isDone())
                .flatMap(state -> Arrays.stream(StopAt.Moment.values()).map(moment -> Arguments.of(state, moment)));
    }

    static Stream<Arguments> restoreStates() {
        return Arrays.stream(RestoreState.values())
                .filter(state -> !state.isDone())
                .flatMap(state -> Arrays.stream(StopAt.Moment.values()).map(moment -> Arguments.of(state, moment)));
    }

    @ParameterizedTest
    @MethodSource("backupStates")
    void aBackupGoesOnAfterACrash(BackupState state, StopAt.Moment moment) throws Exception {
        StopAt stop = new StopAt(state, moment);
        try (JobWorld world = new JobWorld(directory, stop)) {
            SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "sales");
            long id = world.engine.backup(backup("shop", "daily"));
            stop.awaitReached();

            world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());

            BackupJob finished = world.awaitBackup("shop");
            assertThat(finished.state()).as("%s", finished.status()).isEqualTo(BackupState.FINISHED);
            assertThat(finished.jobId()).isEqualTo(id);
            assertThat(world.fileNames())
                    .filteredOn(name -> name.startsWith("__meta") || name.startsWith("__info"))
                    .hasSize(2);
            world.dropTable("shop", "sales");
            world.engine.restore(restore("shop", "daily"));
            assertThat(world.awaitRestore("shop").state()).isEqualTo(RestoreState.FINISHED);
            assertThat(world.rows("shop", "sales")).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @MethodSource("restoreStates")
    void anOverwritingRestoreLeavesTheOldRowsUntilItsCommitAndTheNewOnesAfterIt(
            RestoreState state, StopAt.Moment moment) throws Exception {
        StopAt stop = new StopAt(state, moment);
        try (JobWorld world = new JobWorld(directory, stop)) {
            SortedMap<String, SortedMap<String, String>> saved = world.rows("shop", "sales");
            world.backUp("shop", "daily");
            world.load("shop", "sales", "later");
            SortedMap<String, SortedMap<String, String>> old = world.rows("shop", "sales");
            Table before = world.catalog.requireTable("shop", "sales");
            world.engine.restore(restore("shop", "daily"));
            stop.awaitReached();
            assertThat(world.catalog.requireTable("shop", "sales")).isEqualTo(before);
            assertThat(world.rows("shop", "sales")).isEqualTo(old);

            world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());

            assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
            assertThat(world.rows("shop", "sales")).isEqualTo(saved);
            assertThat(world.catalog.requireTable("shop", "sales").id()).isEqualTo(before.id());
            world.awaitOnlyKnownTablets();
        }
    }

    @Test
    void whatWasOverwrittenIsDroppedAfterACrashToo() throws Exception {
        try (JobWorld world = new JobWorld(directory, JobObserver.NONE)) {
            SortedMap<String, SortedMap<String, String>> saved = world.rows("shop", "sales");
            world.backUp("shop", "daily");
            List<String> old = world.tablets.everything();
            world.tablets.failNextDrop();
            world.engine.restore(restore("shop", "daily"));
            assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
            await().until(() -> !world.tablets.isNextDropFailing());
            assertThat(world.tablets.everything()).containsAll(old);

            world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());

            world.awaitOnlyKnownTablets();
            assertThat(world.rows("shop", "sales")).isEqualTo(saved);
        }
    }

    @ParameterizedTest
    @MethodSource("restoreStates")
    void aRestoreGoesOnAfterACrash(RestoreState state, StopAt.Moment moment) throws Exception {
        StopAt stop = new StopAt(state, moment);
        try (JobWorld world = new JobWorld(directory, stop)) {
            SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "sales");
            world.backUp("shop", "daily");
            world.dropTable("shop", "sales");
            long id = world.engine.restore(restore("shop", "daily"));
            stop.awaitReached();
            assertThat(world.catalog.requireDatabase("shop").tables()).isEmpty();

            world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());

            RestoreJob finished = world.awaitRestore("shop");
            assertThat(finished.state()).as("%s", finished.status()).isEqualTo(RestoreState.FINISHED);
            assertThat(finished.jobId()).isEqualTo(id);
            assertThat(world.rows("shop", "sales")).isEqualTo(rows);
            world.awaitTidy();
        }
    }
}

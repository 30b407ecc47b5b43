package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.backup;
import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.fake.InterceptedFileSystem.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A cancelled job leaves things as they were. */
final class JobCancelTest {
    @TempDir
    Path directory;

    static Stream<Arguments> backupStates() {
        return JobCrashTest.backupStates();
    }

    static Stream<Arguments> restoreStates() {
        return JobCrashTest.restoreStates();
    }

    @ParameterizedTest
    @MethodSource("backupStates")
    void aCancelledBackupLeavesNoSnapshotAndItsLabelFree(BackupState state, StopAt.Moment moment) throws Exception {
        StopAt stop = new StopAt(state, moment);
        try (JobWorld world = new JobWorld(directory, stop)) {
            world.engine.backup(backup("shop", "daily"));
            stop.awaitReached();

            world.engine.cancelBackup("shop");
            stop.letGo();

            BackupJob cancelled = world.awaitBackup("shop");
            assertThat(cancelled.state()).isEqualTo(BackupState.CANCELLED);
            assertThat(cancelled.status())
                    .hasToString("[COMMON_ERROR, msg: user cancelled, current state: %s]".formatted(state));
            assertThat(cancelled.finishedTime()).isPresent();
            assertThat(world.fileNames()).noneMatch(name -> name.startsWith("__info_") || name.startsWith("__meta"));
            world.awaitTidy();
            assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.FINISHED);
            world.repositories.drop("repo");
        }
    }

    @ParameterizedTest
    @MethodSource("restoreStates")
    void aCancelledRestoreLeavesTheDatabaseAndTheTabletsAsTheyWere(RestoreState state, StopAt.Moment moment)
            throws Exception {
        StopAt stop = new StopAt(state, moment);
        try (JobWorld world = new JobWorld(directory, stop)) {
            world.backUp("shop", "daily");
            world.dropTable("shop", "sales");
            world.createTable("shop", "another");
            List<String> before = world.tablets.everything();
            world.engine.restore(restore("shop", "daily"));
            stop.awaitReached();

            world.engine.cancelRestore("shop");
            stop.letGo();

            RestoreJob cancelled = world.awaitRestore("shop");
            assertThat(cancelled.state()).isEqualTo(RestoreState.CANCELLED);
            assertThat(cancelled.status().message()).isEqualTo("user cancelled, current state: " + state);
            assertThat(world.catalog.requireDatabase("shop").tables())
                    .singleElement()
                    .satisfies(table -> assertThat(table.name()).isEqualTo("another"));
            assertThat(world.tablets.everything()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("restoreStates")
    void aCancelledOverwriteLeavesTheTableAsItWasAndFree(RestoreState state, StopAt.Moment moment) throws Exception {
        StopAt stop = new StopAt(state, moment);
        try (JobWorld world = new JobWorld(directory, stop)) {
            world.backUp("shop", "daily");
            world.load("shop", "sales", "later");
            Table before = world.catalog.requireTable("shop", "sales");
            SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "sales");
            List<String> files = world.tablets.everything();
            world.engine.restore(restore(Set.of(RestoreOption.CLEAN_TABLES, RestoreOption.CLEAN_PARTITIONS)));
            stop.awaitReached();

            world.engine.cancelRestore("shop");
            stop.letGo();

            assertThat(world.awaitRestore("shop").state()).isEqualTo(RestoreState.CANCELLED);
            assertThat(world.catalog.requireTable("shop", "sales")).isEqualTo(before);
            assertThat(world.rows("shop", "sales")).isEqualTo(rows);
            assertThat(world.tablets.everything()).isEqualTo(files);
            world.publish("shop", "sales", "p1");
        }
    }

    @Test
    void aCancellationSurvivesACrash() throws Exception {
        StopAt stop = new StopAt(RestoreState.COMMITTING, StopAt.Moment.WORKED);
        try (JobWorld world = new JobWorld(directory, stop)) {
            world.backUp("shop", "daily");
            world.dropTable("shop", "sales");
            List<String> before = world.tablets.everything();
            world.engine.restore(restore("shop", "daily"));
            stop.awaitReached();
            world.engine.cancelRestore("shop");

            world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());

            assertThat(world.awaitRestore("shop").state()).isEqualTo(RestoreState.CANCELLED);
            assertThat(world.catalog.requireDatabase("shop").tables()).isEmpty();
            assertThat(world.tablets.everything()).isEqualTo(before);
        }
    }

    /** At one byte a second its files would take minutes. */
    @Test
    void aJobThatTheLimitHoldsUpIsCancelledAtOnce() throws Exception {
        JobOptions slow = JobWorld.OPTIONS.withBytesPerSecond(OptionalLong.of(1));
        try (JobWorld world = new JobWorld(directory, JobObserver.NONE, slow)) {
            AtomicInteger begun = new AtomicInteger();
            world.intercept((call, location) ->
                    begun.addAndGet(call == Call.WRITE && location.toString().contains("/__ss_content/") ? 1 : 0));
            world.engine.backup(backup("shop", "daily"));
            await().until(() -> begun.get() == 2);

            world.engine.cancelBackup("shop");

            assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.CANCELLED);
        }
    }

    @Test
    void aJobWhoseTimeIsOverIsCancelled() throws Exception {
        StopAt stop = new StopAt(BackupState.UPLOADING, StopAt.Moment.ENTERED);
        try (JobWorld world = new JobWorld(directory, stop)) {
            world.engine.backup(backup("shop", "daily"));
            stop.awaitReached();

            world.crashAndStartAgain(JobObserver.NONE, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));

            BackupJob cancelled = world.awaitBackup("shop");
            assertThat(cancelled.state()).isEqualTo(BackupState.CANCELLED);
            assertThat(cancelled.status().code()).isEqualTo(JobStatus.Code.TIMEOUT);
            assertThat(cancelled.status().message()).contains("daily").contains("3600 seconds");
            world.awaitTidy();
        }
    }

    @Test
    void whereNothingRunsNothingIsCancelled() throws IOException {
        try (JobWorld world = new JobWorld(directory, JobObserver.NONE)) {
            world.backUp("shop", "daily");

            assertThatThrownBy(() -> world.engine.cancelBackup("shop"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("Failed to cancel job: Job with label daily can not be cancelled. state: FINISHED."
                            + " No backup job is currently running");
            assertThatThrownBy(() -> world.engine.cancelRestore("shop"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("No restore is currently running");
        }
    }
}

package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.backup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.fake.InterceptedFileSystem.Call;
import io.nineveh.backup.fake.InterceptedFileSystem.Interceptor;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a job while it runs. */
final class JobProgressTest {
    @TempDir
    Path directory;

    private JobWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void progressIsToldFileByFile() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        world.intercept((call, location) -> {
            if (call == Call.WRITE && isOfTablet(location) && !isFirst.getAndSet(false)) {
                awaitQuietly(goOn);
            }
        });
        world.engine.backup(backup("shop", "daily"));

        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> world.engine.backups("shop").get(0).tasks().stream()
                                .mapToLong(JobTask::done)
                                .sum(),
                        done -> done == 1);
        assertThat(world.engine.backups("shop").get(0).tasks())
                .hasSize(4)
                .allSatisfy(task -> assertThat(task.total()).isEqualTo(3));
        goOn.countDown();

        assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
    }

    @Test
    void aStateThatWasJustEnteredHasItsOwnTasksOfWhichNoneIsDone() throws Exception {
        world.close();
        StopAt uploading = new StopAt(BackupState.UPLOADING, StopAt.Moment.ENTERED);
        world = new JobWorld(Files.createDirectory(directory.resolve("held")), uploading);
        world.engine.backup(backup("shop", "daily"));
        uploading.awaitReached();

        BackupJob entered = world.engine.backups("shop").get(0);

        uploading.letGo();
        assertThat(entered.state()).isEqualTo(BackupState.UPLOADING);
        assertThat(entered.tasks()).hasSize(4).allSatisfy(task -> {
            assertThat(task.done()).isZero();
            assertThat(task.total()).isEqualTo(3);
        });
        assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
    }

    @Test
    void theErrorOfATaskIsToldWhileItRetriesAndNotAfterwards() {
        world.close();
        AtomicBoolean isBroken = new AtomicBoolean(true);
        world = patient((call, location) -> {
            if (isBroken.get() && call == Call.WRITE && isOfTablet(location)) {
                throw StorageException.transientFailure(location, "the disk is full", null);
            }
        });
        world.engine.backup(backup("shop", "daily"));

        JobTask failing = await().atMost(Duration.ofSeconds(30))
                .until(() -> withErrors(), tasks -> !tasks.isEmpty())
                .get(0);
        assertThat(failing.error().orElseThrow()).contains("/__ss_content/").endsWith("the disk is full");
        assertThat(failing.isFinished()).isFalse();
        isBroken.set(false);

        BackupJob finished = world.awaitBackup("shop");
        assertThat(finished.state()).isEqualTo(BackupState.FINISHED);
        assertThat(finished.tasks()).isEmpty();
    }

    @Test
    void whatBelongsToNoTaskIsToldAsTheJobsOwn() {
        world.close();
        AtomicBoolean isBroken = new AtomicBoolean(true);
        world = patient((call, location) -> {
            if (isBroken.get() && call == Call.WRITE && location.toString().contains("/__info_")) {
                throw StorageException.transientFailure(location, "the disk is full", null);
            }
        });
        long id = world.engine.backup(backup("shop", "daily"));

        JobTask failing = await().atMost(Duration.ofSeconds(30))
                .until(() -> withErrors(), tasks -> !tasks.isEmpty())
                .get(0);
        assertThat(failing.taskId()).isEqualTo(id);
        assertThat(failing.isFinished()).isTrue();
        assertThat(world.engine.backups("shop").get(0).state()).isEqualTo(BackupState.UPLOAD_INFO);
        isBroken.set(false);

        assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
    }

    private List<JobTask> withErrors() {
        return world.engine.backups("shop").get(0).tasks().stream()
                .filter(task -> task.error().isPresent())
                .toList();
    }

    /** Tries so often that it never gives up in a test. */
    private JobWorld patient(Interceptor interceptor) {
        JobOptions options =
                new JobOptions(2, 1, 100_000, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(500));
        try {
            JobWorld patient = new JobWorld(directory.resolve("patient"), JobObserver.NONE, options);
            patient.intercept(interceptor);
            return patient;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfTablet(Location location) {
        return location.toString().contains("/__ss_content/");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

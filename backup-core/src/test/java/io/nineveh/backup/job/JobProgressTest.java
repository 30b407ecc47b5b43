package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.backup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.fake.InterceptedFileSystem.Call;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

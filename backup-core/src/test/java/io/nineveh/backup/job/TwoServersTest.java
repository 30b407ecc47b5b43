package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.backup;
import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.fake.InterceptedFileSystem.Call;
import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.backup.repository.SnapshotEntry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that write into one repository. */
final class TwoServersTest {
    @TempDir
    Path first;

    @TempDir
    Path second;

    private final MemoryFileSystem storage = new MemoryFileSystem();

    @Test
    void theLabelThatOneWritesTheOtherIsRefused() throws Exception {
        StopAt stop = new StopAt(BackupState.UPLOADING, StopAt.Moment.WORKED);
        try (JobWorld writer = world(first, stop, Duration.ZERO);
                JobWorld other = world(second, JobObserver.NONE, Duration.ZERO)) {
            long id = writer.engine.backup(backup("shop", "daily"));
            stop.awaitReached();

            assertThatThrownBy(() -> other.engine.backup(backup("shop", "daily")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("label 'daily' is being written by job " + id + " of cluster ")
                    .hasMessageContaining("Wait for that backup to end, or choose another label");
            assertThat(other.backUp("shop", "weekly").state()).isEqualTo(BackupState.FINISHED);
            other.dropTable("shop", "sales");
            other.engine.restore(restore("shop", "weekly"));
            assertThat(other.awaitRestore("shop").state()).isEqualTo(RestoreState.FINISHED);

            stop.letGo();
            assertThat(writer.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
            assertThat(leases(writer)).isEmpty();
        }
    }

    @Test
    void aServerThatComesBackGoesOnWithItsOwnLease() throws Exception {
        StopAt stop = new StopAt(BackupState.UPLOADING, StopAt.Moment.ENTERED);
        try (JobWorld world = world(first, stop, Duration.ZERO)) {
            world.engine.backup(backup("shop", "daily"));
            stop.awaitReached();
            assertThat(leases(world)).hasSize(1);

            world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());

            assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.FINISHED);
            assertThat(leases(world)).isEmpty();
        }
    }

    @Test
    void theLeaseOfADeadServerIsTakenOverAndThatServerThenGivesWay() throws Exception {
        StopAt stop = new StopAt(BackupState.UPLOADING, StopAt.Moment.WORKED);
        try (JobWorld dead = world(first, stop, Duration.ZERO);
                JobWorld early = world(second.resolve("early"), JobObserver.NONE, Duration.ofMinutes(5));
                JobWorld heir = world(second.resolve("heir"), JobObserver.NONE, Duration.ofMinutes(6))) {
            dead.engine.backup(backup("shop", "daily"));
            stop.awaitReached();

            assertThatThrownBy(() -> early.engine.backup(backup("shop", "daily")))
                    .hasMessageContaining("is being written by");
            assertThat(heir.backUp("shop", "daily").state()).isEqualTo(BackupState.FINISHED);
            List<String> written = snapshotFiles(heir);
            dead.crashAndStartAgain(JobObserver.NONE, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6)));

            BackupJob late = dead.awaitBackup("shop");
            assertThat(late.state()).isEqualTo(BackupState.CANCELLED);
            assertThat(late.status().message()).contains("Snapshot with name 'daily' already exist");
            assertThat(snapshotFiles(heir)).isEqualTo(written).hasSize(2);
        }
    }

    @Test
    void aCancelledBackupLeavesNoLease() throws Exception {
        StopAt stop = new StopAt(BackupState.UPLOADING, StopAt.Moment.ENTERED);
        try (JobWorld world = world(first, stop, Duration.ZERO);
                JobWorld other = world(second, JobObserver.NONE, Duration.ZERO)) {
            world.engine.backup(backup("shop", "daily"));
            stop.awaitReached();
            world.engine.cancelBackup("shop");
            stop.letGo();
            assertThat(world.awaitBackup("shop").state()).isEqualTo(BackupState.CANCELLED);

            assertThat(other.backUp("shop", "daily").state()).isEqualTo(BackupState.FINISHED);
        }
    }

    @RepeatedTest(20)
    void ofTwoThatBeginAtOnceAtMostOneWins() throws Exception {
        try (JobWorld one = world(first, JobObserver.NONE, Duration.ofSeconds(-10));
                JobWorld two = world(second, JobObserver.NONE, Duration.ofSeconds(10))) {
            CyclicBarrier looked = new CyclicBarrier(2);
            for (JobWorld world : List.of(one, two)) {
                AtomicBoolean isFirst = new AtomicBoolean(true);
                world.intercept((call, location) -> {
                    if (call == Call.WRITE && location.name().startsWith("__lease.") && isFirst.getAndSet(false)) {
                        meet(looked);
                    }
                });
            }
            one.engine.backup(backup("shop", "daily"));
            two.engine.backup(backup("shop", "daily"));

            List<BackupJob> jobs = List.of(one.awaitBackup("shop"), two.awaitBackup("shop"));

            assertThat(jobs.stream().filter(job -> job.state() == BackupState.FINISHED))
                    .as("%s", jobs)
                    .hasSizeLessThanOrEqualTo(1);
            boolean isWritten = jobs.stream().anyMatch(job -> job.state() == BackupState.FINISHED);
            assertThat(snapshotFiles(one)).hasSize(isWritten ? 2 : 0);
            assertThat(leases(one)).isEmpty();
            if (isWritten) {
                SnapshotEntry entry = one.repositories
                        .open(one.repositories.require("repo"))
                        .snapshots(bytes -> {})
                        .find("daily")
                        .orElseThrow();
                assertThat(entry.status()).isEqualTo("OK");
            }
        }
    }

    /** The first time both write at once; later whoever comes goes on. */
    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException("the other server did not come", e);
        }
    }

    private JobWorld world(Path directory, JobObserver observer, Duration offset) throws Exception {
        return new JobWorld(directory, observer, storage, Clock.offset(Clock.systemUTC(), offset));
    }

    private static List<String> leases(JobWorld world) {
        return world.fileNames().stream()
                .filter(name -> name.startsWith("__lease"))
                .toList();
    }

    private static List<String> snapshotFiles(JobWorld world) {
        return world.fileNames().stream()
                .filter(name -> Stream.of("__meta", "__info").anyMatch(name::startsWith))
                .toList();
    }
}

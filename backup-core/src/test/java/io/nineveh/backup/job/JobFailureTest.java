package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.backup;
import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.fake.InterceptedFileSystem.Call;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a job when a storage or a file is not as it should be. */
final class JobFailureTest {
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

    @ParameterizedTest
    @ValueSource(strings = {".hdr.", "_0.dat.", "__meta."})
    void aChangedByteInTheRepositoryCancelsTheRestoreAndNamesTheFile(String kind) throws IOException {
        world.backUp("shop", "daily");
        world.dropTable("shop", "sales");
        List<String> before = world.tablets.everything();
        String damaged = damage(kind);

        world.engine.restore(restore("shop", "daily"));

        RestoreJob cancelled = world.awaitRestore("shop");
        assertThat(cancelled.state()).isEqualTo(RestoreState.CANCELLED);
        assertThat(cancelled.status().code()).isEqualTo(JobStatus.Code.BAD_FILE);
        assertThat(cancelled.status().message())
                .contains(damaged)
                .contains("expected: ")
                .contains("Use another snapshot");
        assertThat(world.catalog.requireDatabase("shop").tables()).isEmpty();
        assertThat(world.tablets.everything()).isEqualTo(before);
    }

    @Test
    void aChangedByteInTheDescriptionRefusesTheRestore() throws IOException {
        world.backUp("shop", "daily");
        String damaged = damage("__info_");

        assertThatThrownBy(() -> world.engine.restore(restore("other_shop", "daily")))
                .hasMessageContaining("Unknown database");
        assertThatThrownBy(() -> world.engine.restore(restore("shop", "daily")))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Failed to get info of snapshot 'daily' because: ")
                .hasMessageContaining(damaged);
        assertThat(world.engine.restores("shop")).isEmpty();
    }

    @Test
    void aMissingFileInTheRepositoryCancelsTheRestoreAndIsNamed() throws IOException {
        world.backUp("shop", "daily");
        world.dropTable("shop", "sales");
        String missing = find("_0.dat.");
        world.storage.delete(Location.of(missing));

        world.engine.restore(restore("shop", "daily"));

        RestoreJob cancelled = world.awaitRestore("shop");
        assertThat(cancelled.state()).isEqualTo(RestoreState.CANCELLED);
        assertThat(cancelled.status().code()).isEqualTo(JobStatus.Code.NOT_FOUND);
        assertThat(cancelled.status().message()).contains(missing);
    }

    @Test
    void aDamagedTabletFileCancelsTheBackup() throws IOException {
        TabletKey tablet = new TabletKey(
                world.catalog
                        .requireTable("shop", "sales")
                        .partitions()
                        .get(0)
                        .indexes()
                        .get(0)
                        .tablets()
                        .get(0)
                        .id(),
                JobWorld.SCHEMA_HASH);
        Path file = directory.resolve("tablets/data/%d-%d/2_0.dat".formatted(tablet.tabletId(), JobWorld.SCHEMA_HASH));
        world.intercept((call, location) -> {
            if (call == Call.WRITE && location.toString().contains("/__" + tablet.tabletId() + "/2_0.dat")) {
                flip(file);
            }
        });

        BackupJob cancelled = world.backUp("shop", "daily");

        assertThat(cancelled.state()).isEqualTo(BackupState.CANCELLED);
        assertThat(cancelled.status().code()).isEqualTo(JobStatus.Code.BAD_FILE);
        assertThat(cancelled.status().message()).contains("2_0.dat").contains("damaged on this server's disk");
        assertThat(world.fileNames()).noneMatch(name -> name.startsWith("__info_"));
        world.awaitTidy();
    }

    @Test
    void aFailureThatPassesIsShownAndThenForgotten() throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(1);
        CountDownLatch goOn = new CountDownLatch(1);
        world.intercept((call, location) -> {
            if (call == Call.WRITE && location.toString().contains("__ss_content") && failures.getAndDecrement() > 0) {
                throw StorageException.transientFailure(location, "connection reset", new IOException("reset"));
            }
            if (call == Call.WRITE && location.toString().contains("__ss_content")) {
                awaitQuietly(goOn);
            }
        });
        world.engine.backup(backup("shop", "daily"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                world.engine.backups("shop").get(0).tasks())
                        .anySatisfy(task -> assertThat(task.error().orElse("")).contains("connection reset")));
        assertThat(world.engine.backups("shop").get(0).state()).isEqualTo(BackupState.UPLOADING);
        goOn.countDown();

        BackupJob finished = world.awaitBackup("shop");
        assertThat(finished.state()).isEqualTo(BackupState.FINISHED);
        assertThat(finished.status()).isEqualTo(JobStatus.OK);
    }

    @Test
    void aFailureThatDoesNotPassCancelsAfterALimitedNumberOfTries() {
        AtomicInteger tries = new AtomicInteger();
        world.intercept((call, location) -> {
            if (call == Call.WRITE && location.toString().contains("__meta")) {
                tries.incrementAndGet();
                throw StorageException.transientFailure(location, "timed out", new IOException("slow"));
            }
        });

        BackupJob cancelled = world.backUp("shop", "daily");

        assertThat(cancelled.state()).isEqualTo(BackupState.CANCELLED);
        assertThat(cancelled.status().code()).isEqualTo(JobStatus.Code.BAD_CONNECTION);
        assertThat(cancelled.status().message())
                .contains("gave up after 4 tries")
                .contains("timed out");
        assertThat(tries).hasValue(4);
    }

    @Test
    void aFailureThatARetryDoesNotMendCancelsAtOnce() {
        AtomicInteger tries = new AtomicInteger();
        world.intercept((call, location) -> {
            if (call == Call.WRITE && location.toString().contains("__meta")) {
                tries.incrementAndGet();
                throw new StorageException(StorageException.Kind.NOT_AUTHORIZED, location, "access denied");
            }
        });

        BackupJob cancelled = world.backUp("shop", "daily");

        assertThat(cancelled.state()).isEqualTo(BackupState.CANCELLED);
        assertThat(cancelled.status().message()).contains("access denied").contains("__meta");
        assertThat(tries).hasValue(1);
    }

    @Test
    void theLabelOfAFailedBackupCanBeUsedAgainAndItsFilesAreNotUploadedTwice() {
        world.intercept((call, location) -> {
            if (call == Call.WRITE && location.toString().contains("__info_")) {
                throw new StorageException(StorageException.Kind.STORAGE_ERROR, location, "full");
            }
        });
        assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.CANCELLED);
        Queue<Location> written = new ConcurrentLinkedQueue<>();
        Queue<Location> listed = new ConcurrentLinkedQueue<>();
        Queue<Location> asked = new ConcurrentLinkedQueue<>();
        world.intercept((call, location) -> {
            switch (call) {
                case WRITE -> {
                    if (!location.name().startsWith("__lease.")) {
                        written.add(location);
                    }
                }
                case LIST -> listed.add(location);
                case STAT -> asked.add(location);
                case READ, DELETE, RENAME -> {}
            }
        });

        assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.FINISHED);

        assertThat(written)
                .hasSize(2)
                .allMatch(location ->
                        location.name().startsWith("__meta") || location.name().startsWith("__info_"));
        assertThat(listed)
                .filteredOn(location -> location.toString().contains("__ss_content"))
                .hasSize(4);
        assertThat(asked)
                .as("files that are asked for one by one")
                .noneMatch(location -> location.toString().contains("__ss_content"));
    }

    @Test
    void whatAFailedBackupLeftDoesNotDamageTheNextOfItsLabel() {
        world.intercept((call, location) -> {
            if (call == Call.WRITE && location.toString().contains("__info_")) {
                throw new StorageException(StorageException.Kind.STORAGE_ERROR, location, "full");
            }
        });
        assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.CANCELLED);
        world.intercept((call, location) -> {});
        Location directory = Location.of("mem://host/backups/__palo_repository_repo/__ss_daily");
        world.storage.put(directory.child("__meta." + "0".repeat(32)), new byte[] {1});
        world.storage.put(Location.of(find("_0.dat.")), new byte[] {1});

        assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.FINISHED);

        assertThat(world.fileNames())
                .filteredOn(name -> name.startsWith("__meta"))
                .hasSize(1);
        world.engine.restore(restore("shop", "daily", new RestoreObject("sales", List.of(), Optional.of("again"))));
        RestoreJob finished = world.awaitRestore("shop");
        assertThat(finished.state()).as("%s", finished.status()).isEqualTo(RestoreState.FINISHED);
    }

    private String find(String kind) {
        return world.storage.files().keySet().stream()
                .filter(path -> path.contains(kind))
                .findFirst()
                .orElseThrow();
    }

    private String damage(String kind) {
        String path = find(kind);
        byte[] content = world.storage.files().get(path);
        content[content.length / 2] ^= 1;
        world.storage.put(Location.of(path), content);
        return path;
    }

    private static void flip(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            content[0] ^= 1;
            // in place: a snapshot is a link to the same file
            Files.write(file, content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

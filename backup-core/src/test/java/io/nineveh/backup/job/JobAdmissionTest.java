package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.backup;
import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryDefinition;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which requests are refused, and that nothing is left of them. */
final class JobAdmissionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final StopAt stop = new StopAt(BackupState.UPLOADING, StopAt.Moment.ENTERED);
    private JobWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new JobWorld(directory, stop);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aDatabaseHasOneUnfinishedJob() throws InterruptedException {
        world.engine.backup(backup("shop", "daily"));
        stop.awaitReached();

        refused(() -> world.engine.backup(backup("shop", "weekly")), Reason.WRONG_STATE)
                .hasMessageStartingWith("Can only run one backup or restore job of a database at same time");
        refused(() -> world.engine.restore(restore("shop", "daily")), Reason.WRONG_STATE)
                .hasMessageStartingWith("Can only run one backup or restore job of a database at same time");
        refused(() -> world.repositories.drop("repo"), Reason.WRONG_STATE)
                .hasMessage("Backup or restore job is running on this repository. Can not drop it");
        assertThat(world.engine.backups("shop")).hasSize(1);
        stop.letGo();
    }

    @Test
    void aLabelIsWrittenByOneJobAtATime() throws Exception {
        world.createDatabase("other");
        world.engine.backup(backup("shop", "daily"));
        stop.awaitReached();

        refused(() -> world.engine.backup(backup("other", "daily")), Reason.WRONG_STATE)
                .hasMessageStartingWith("Snapshot with name 'daily' already exist in repository");
        stop.letGo();
    }

    @Test
    void aLabelThatExistsIsRefused() {
        stop.letGo();
        world.backUp("shop", "daily");

        refused(() -> world.engine.backup(backup("shop", "daily")), Reason.WRONG_STATE)
                .hasMessageStartingWith("Snapshot with name 'daily' already exist in repository");
    }

    @Test
    void nothingIsBackedUpToAReadOnlyRepository() {
        world.repositories.drop("repo");
        world.repositories.create(new RepositoryDefinition(
                "repo", Access.READ_ONLY, new WithBroker("broker"), Location.of("mem://host/backups"), Map.of()));

        refused(() -> world.engine.backup(backup("shop", "daily")), Reason.WRONG_STATE)
                .hasMessage("Repository repo is read only");
    }

    @Test
    void aBackupOfWhatIsNotThereIsRefused() {
        refused(() -> world.engine.backup(backup("nowhere", "daily")), Reason.UNKNOWN_DATABASE)
                .hasMessageContaining("nowhere");
        refused(() -> world.engine.backup(of("shop", "nothing", List.of())), Reason.UNKNOWN_TABLE)
                .hasMessageContaining("nothing");
        refused(() -> world.engine.backup(of("shop", "sales", List.of("p9"))), Reason.UNKNOWN_PARTITION)
                .hasMessage("Unknown partition p9 in table sales");
        refused(() -> world.engine.backup(backup("shop", "a b")), Reason.INVALID)
                .hasMessageStartingWith("Label format error");
        refused(
                        () -> world.engine.backup(
                                new BackupRequest("shop", "daily", "none", List.of(), SnapshotInfo.Content.ALL, HOUR)),
                        Reason.WRONG_STATE)
                .hasMessageContaining("Repository none does not exist");
        assertThat(world.engine.backups("shop")).isEmpty();
    }

    @Test
    void aRestoreOfWhatIsNotInTheSnapshotIsRefused() {
        stop.letGo();
        world.backUp("shop", "daily");

        refused(() -> world.engine.restore(restore("shop", "weekly")), Reason.WRONG_STATE)
                .hasMessageStartingWith("Failed to get info of snapshot 'weekly' because: ")
                .hasMessageEndingWith("Maybe specified wrong backup timestamp");
        refused(() -> world.engine.restore(withTimestamp("2001-01-01-00-00-00")), Reason.WRONG_STATE)
                .hasMessageContaining("2001-01-01-00-00-00");
        refused(
                        () -> world.engine.restore(
                                restore("shop", "daily", new RestoreObject("nothing", List.of(), Optional.empty()))),
                        Reason.UNKNOWN_TABLE)
                .hasMessage("Table nothing does not exist in snapshot daily");
        refused(
                        () -> world.engine.restore(
                                restore("shop", "daily", new RestoreObject("sales", List.of("p9"), Optional.of("x")))),
                        Reason.UNKNOWN_PARTITION)
                .hasMessage("Partition p9 of table sales does not exist in snapshot daily");
        assertThat(world.engine.restores("shop")).isEmpty();
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        stop.letGo();
        world.backUp("shop", "daily");

        refused(() -> world.engine.restore(restore(Set.of(RestoreOption.FORCE_REPLACE))), Reason.INVALID)
                .hasMessageContaining("\"atomic_restore\" = \"true\"");
        refused(
                        () -> world.engine.restore(restore(
                                Set.of(RestoreOption.CLEAN_TABLES),
                                new RestoreObject("sales", List.of(), Optional.empty()))),
                        Reason.INVALID)
                .hasMessageContaining("clean_tables")
                .hasMessageContaining("whole snapshot");
        assertThat(world.engine.restores("shop")).isEmpty();
    }

    @Test
    void whatIsExcludedMustBeInTheSnapshotAndNotAllOfIt() {
        stop.letGo();
        world.backUp("shop", "daily");

        refused(() -> world.engine.restore(excluding("nothing")), Reason.UNKNOWN_TABLE)
                .hasMessage("Table nothing does not exist in snapshot daily");
        refused(() -> world.engine.restore(excluding("sales")), Reason.INVALID)
                .hasMessageContaining("EXCLUDE leaves no table");
    }

    private static RestoreRequest excluding(String table) {
        return new RestoreRequest(
                "shop",
                "daily",
                "repo",
                Optional.empty(),
                List.of(),
                List.of(table),
                Set.of(),
                OptionalInt.empty(),
                HOUR);
    }

    @Test
    void moreThanOneCopyIsNotPossible() {
        refused(
                        () -> world.engine.restore(new RestoreRequest(
                                "shop", "daily", "repo", Optional.empty(), List.of(), OptionalInt.of(3), HOUR)),
                        Reason.NOT_SUPPORTED)
                .hasMessageContaining("replication_num 3")
                .hasMessageContaining("\"replication_num\" = \"1\"");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call, Reason reason) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static BackupRequest of(String database, String table, List<String> partitions) {
        return new BackupRequest(
                database,
                "daily",
                "repo",
                List.of(new BackupObject(table, partitions)),
                SnapshotInfo.Content.ALL,
                HOUR);
    }

    private static RestoreRequest withTimestamp(String timestamp) {
        return new RestoreRequest(
                "shop", "daily", "repo", Optional.of(timestamp), List.of(), OptionalInt.empty(), HOUR);
    }
}

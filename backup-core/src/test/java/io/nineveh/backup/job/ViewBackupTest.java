package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.backup;
import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.catalog.View.ViewColumn;
import io.nineveh.backup.repository.SnapshotInfo.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Views in snapshots. */
final class ViewBackupTest {
    private static final String QUERY = "SELECT count(*) FROM sales";

    @TempDir
    Path directory;

    private JobWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        create("total", QUERY);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theViewsOfADatabaseComeBackWithIt() throws Exception {
        world.backUp("shop", "daily");
        View saved = view("total");
        drop("total");
        world.dropTable("shop", "sales");

        restoreOf(Set.of());

        assertThat(world.catalog.requireTable("shop", "sales")).isNotNull();
        assertThat(view("total")).isEqualTo(saved.as(view("total").id(), "total"));
        assertThat(view("total").id()).isNotEqualTo(saved.id());
    }

    @Test
    void aViewAloneIsBackedUpAndGetsAnotherName() {
        world.engine.backup(new BackupRequest(
                "shop",
                "daily",
                "repo",
                List.of(new BackupObject("total", List.of())),
                Content.ALL,
                Duration.ofHours(1)));
        assertThat(world.awaitBackup("shop").objects()).containsExactly(new BackupObject("total", List.of()));

        restoreOf(Set.of(), new RestoreObject("total", List.of(), Optional.of("again")));

        assertThat(view("again").query()).isEqualTo(QUERY);
        assertThat(view("total").query()).isEqualTo(QUERY);
    }

    @Test
    void aViewThatIsThereStaysAndAnotherOfItsNameIsNotReplacedUnasked() {
        world.backUp("shop", "daily");
        long before = view("total").id();
        restoreOf(Set.of());
        assertThat(view("total").id()).isEqualTo(before);

        drop("total");
        create("total", "SELECT 1");
        world.engine.restore(restore("shop", "daily"));
        RestoreJob refused = world.awaitRestore("shop");
        assertThat(refused.state()).isEqualTo(RestoreState.CANCELLED);
        assertThat(refused.status().message()).contains("View total", "SELECT 1 here", QUERY + " in the snapshot");
        assertThat(view("total").query()).isEqualTo("SELECT 1");

        restoreOf(Set.of(RestoreOption.ATOMIC_RESTORE, RestoreOption.FORCE_REPLACE));
        assertThat(view("total").query()).isEqualTo(QUERY);
    }

    @Test
    void viewsThatTheSnapshotDoesNotHaveAreCleanedAway() {
        world.backUp("shop", "daily");
        create("later", "SELECT 2");

        restoreOf(Set.of());
        assertThat(world.catalog.requireDatabase("shop").views()).hasSize(2);

        restoreOf(Set.of(RestoreOption.CLEAN_TABLES));
        assertThat(world.catalog.requireDatabase("shop").views())
                .extracting(View::name)
                .containsExactly("total");
    }

    @Test
    void neitherATableNorAViewTakesThePlaceOfTheOther() throws Exception {
        world.backUp("shop", "daily");
        drop("total");
        world.createTable("shop", "total");
        assertThatThrownBy(() -> world.engine.restore(restore("shop", "daily")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'total' is a table here, and 'total' is a view in snapshot daily");
        assertThatThrownBy(() -> world.engine.restore(restore(
                        Set.of(),
                        new RestoreObject("sales", List.of("p1"), Optional.of("total")),
                        new RestoreObject("total", List.of("p1"), Optional.of("x")))))
                .hasMessageContaining("total is a view and has no partitions");
        world.dropTable("shop", "total");
        create("sum", "SELECT 1");
        assertThatThrownBy(() -> world.engine.restore(
                        restore(Set.of(), new RestoreObject("sales", List.of(), Optional.of("sum")))))
                .hasMessageContaining("'sum' is a view here, and 'sales' is a table in snapshot daily");
    }

    @Test
    void aTableThatTakesTheNameMeanwhileIsNotLost() throws Exception {
        world.backUp("shop", "daily");
        drop("total");
        StopAt stop = new StopAt(RestoreState.COMMITTING, StopAt.Moment.ENTERED);
        world.crashAndStartAgain(stop, Clock.systemUTC());
        world.engine.restore(restore("shop", "daily"));
        stop.awaitReached();
        assertThatThrownBy(() -> world.createTable("shop", "total")).hasMessageContaining("is to make 'total'");
        world.loseReservation("shop");
        world.createTable("shop", "total");
        SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "total");

        world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());

        assertThat(world.awaitRestore("shop").state()).isEqualTo(RestoreState.CANCELLED);
        assertThat(world.rows("shop", "total")).isEqualTo(rows);
        assertThat(world.catalog.requireDatabase("shop").views()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = RestoreState.class,
            names = {"FINISHED", "CANCELLED"},
            mode = EnumSource.Mode.EXCLUDE)
    void viewsAreThereFromTheCommitOnWhateverCrashes(RestoreState state) throws Exception {
        world.backUp("shop", "daily");
        drop("total");
        StopAt stop = new StopAt(state, StopAt.Moment.WORKED);
        world.crashAndStartAgain(stop, Clock.systemUTC());
        world.engine.restore(restore("shop", "daily"));
        stop.awaitReached();
        assertThat(world.catalog.requireDatabase("shop").views()).isEmpty();

        world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());

        assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
        assertThat(view("total").query()).isEqualTo(QUERY);
    }

    @Test
    void aBackupThatGoesOnHasTheViewsOfItsBeginning() throws Exception {
        StopAt stop = new StopAt(BackupState.SAVE_META, StopAt.Moment.ENTERED);
        world.crashAndStartAgain(stop, Clock.systemUTC());
        world.engine.backup(backup("shop", "daily"));
        stop.awaitReached();
        drop("total");
        world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());
        assertThat(world.awaitBackup("shop").status()).hasToString("[OK]");

        restoreOf(Set.of());

        assertThat(view("total").query()).isEqualTo(QUERY);
    }

    private void restoreOf(Set<RestoreOption> options, RestoreObject... objects) {
        world.engine.restore(restore(options, objects));
        assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
    }

    private View view(String name) {
        return world.catalog.requireView("shop", name);
    }

    private void create(String name, String query) {
        world.catalog.change(change -> {
            change.addView(
                    "shop", new View(change.newId(), name, List.of(new ViewColumn("n", "how many")), "all", query));
            return change;
        });
    }

    private void drop(String name) {
        world.catalog.change(change -> change.dropView("shop", name));
    }
}

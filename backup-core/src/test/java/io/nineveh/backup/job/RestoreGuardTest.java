package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a restore is unfinished nobody changes the tables that it will. */
final class RestoreGuardTest {
    @TempDir
    Path directory;

    private final StopAt stop = new StopAt(RestoreState.DOWNLOADING, StopAt.Moment.ENTERED);
    private JobWorld world;

    @BeforeEach
    void backUp() throws IOException {
        world = new JobWorld(directory, stop);
        world.backUp("shop", "daily");
        world.createTable("shop", "other");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTableIsNotLoadedAlteredOrDroppedAndOthersAre() throws Exception {
        begin(Set.of());

        refused(() -> world.publish("shop", "sales", "p1"), "RESTORE");
        refused(() -> world.alter("shop", "sales", table -> table.withPartitions(List.of())), "RESTORE");
        refused(() -> world.dropTable("shop", "sales"), "RESTORE");
        refused(() -> world.catalog.change(change -> change.renameTable("shop", "sales", "sold")), "RESTORE");
        refused(() -> world.catalog.change(change -> change.dropDatabase("shop")), "RESTORE");
        world.load("shop", "other", "more");
        stop.letGo();
        assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
        world.load("shop", "sales", "more");
        world.dropTable("shop", "sales");
    }

    @Test
    void theReservationSurvivesACrash() throws Exception {
        begin(Set.of());
        StopAt again = new StopAt(RestoreState.DOWNLOADING, StopAt.Moment.ENTERED);

        world.crashAndStartAgain(again, Clock.systemUTC());

        again.awaitReached();
        refused(() -> world.publish("shop", "sales", "p1"), "RESTORE");
        again.letGo();
        assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
        world.publish("shop", "sales", "p1");
    }

    @Test
    void aLoadIsRefusedBeforeItsWorkWhereNoneMayEnd() throws Exception {
        begin(Set.of());

        refused(() -> world.catalog.requireLoadable("shop", "sales"), "RESTORE");
        assertThat(world.catalog.requireLoadable("shop", "other"))
                .isEqualTo(world.catalog.requireTable("shop", "other"));
        stop.letGo();
        world.awaitRestore("shop");
        world.catalog.requireLoadable("shop", "sales");
    }

    @Test
    void aLoadThatMayGoBesideTheRestoreBegins() throws Exception {
        begin(Set.of(RestoreOption.ALLOW_LOAD), new RestoreObject("sales", List.of("p1"), Optional.empty()));

        world.catalog.requireLoadable("shop", "sales");
        stop.letGo();
        world.awaitRestore("shop");
    }

    @Test
    void theNameOfATableThatIsToBeMadeIsNotTaken() throws Exception {
        begin(Set.of(), new RestoreObject("sales", List.of(), Optional.of("copy")));

        nameRefused(() -> world.createTable("shop", "copy"));
        nameRefused(() -> world.catalog.change(change -> change.renameTable("shop", "other", "copy")));
        nameRefused(() -> world.catalog.change(change -> {
            change.addView("shop", new View(change.newId(), "copy", List.of(), "", "SELECT 1"));
            return true;
        }));
        world.createTable("shop", "another");
        stop.letGo();
        assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
        world.dropTable("shop", "copy");
        world.createTable("shop", "copy");
    }

    @Test
    void theNameIsFreeAfterTheRestoreIsCancelled() throws Exception {
        begin(Set.of(), new RestoreObject("sales", List.of(), Optional.of("copy")));

        world.engine.cancelRestore("shop");
        stop.letGo();
        world.awaitRestore("shop");
        world.createTable("shop", "copy");
    }

    @Test
    void whereLoadsAreAllowedTheyGoBesideTheRestoredPartitions() throws Exception {
        begin(Set.of(RestoreOption.ALLOW_LOAD), new RestoreObject("sales", List.of("p1"), Optional.empty()));
        assertThat(world.engine.restores("shop").get(0).options()).containsExactly(RestoreOption.ALLOW_LOAD);

        refused(() -> world.publish("shop", "sales", "p1"), "RESTORE_WITH_LOAD");
        refused(() -> world.dropTable("shop", "sales"), "RESTORE_WITH_LOAD");
        refused(() -> world.alter("shop", "sales", table -> table.withPartitions(List.of())), "RESTORE_WITH_LOAD");
        world.publish("shop", "sales", "p2");
        stop.letGo();

        assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
        assertThat(world.catalog
                        .requireTable("shop", "sales")
                        .partition("p2")
                        .orElseThrow()
                        .visibleVersion())
                .isEqualTo(4);
    }

    @Test
    void whatMayBeReplacedAsAWholeOrDroppedTakesNoRowsAtAll() throws Exception {
        begin(Set.of(
                RestoreOption.ALLOW_LOAD,
                RestoreOption.ATOMIC_RESTORE,
                RestoreOption.FORCE_REPLACE,
                RestoreOption.CLEAN_TABLES));

        refused(() -> world.publish("shop", "sales", "p2"), "RESTORE_WITH_LOAD");
        refused(() -> world.publish("shop", "other", "p1"), "RESTORE_WITH_LOAD");
        stop.letGo();
        assertThat(world.awaitRestore("shop").status()).hasToString("[OK]");
        assertThat(world.catalog.requireDatabase("shop").table("other")).isEmpty();
    }

    @Test
    void aTableThatChangedAllTheSameIsNotOverwritten() throws Exception {
        begin(Set.of());
        world.loseReservation("shop");
        world.alter(
                "shop",
                "sales",
                table -> new Table(
                        table.id(),
                        table.name(),
                        table.schema(),
                        table.partitioning(),
                        new Distribution(table.distribution().columns(), 3),
                        table.properties(),
                        table.comment(),
                        table.partitions()));
        Table before = world.catalog.requireTable("shop", "sales");
        stop.letGo();

        assertThat(world.awaitRestore("shop").status().message())
                .startsWith("table sales was changed while the restore ran: ")
                .contains("number of buckets is 3 here and 2 in the snapshot")
                .endsWith("Submit the restore again");
        assertThat(world.catalog.requireTable("shop", "sales")).isEqualTo(before);
        world.awaitOnlyKnownTablets();
    }

    @Test
    void anotherTableOfTheSameNameIsNotOverwritten() throws Exception {
        begin(Set.of());
        world.loseReservation("shop");
        world.dropTable("shop", "sales");
        world.createTable("shop", "sales");
        Table before = world.catalog.requireTable("shop", "sales");
        stop.letGo();

        assertThat(world.awaitRestore("shop").status().message())
                .isEqualTo("table sales was dropped or replaced while the restore ran; submit the restore again");
        assertThat(world.catalog.requireTable("shop", "sales")).isEqualTo(before);
        world.awaitOnlyKnownTablets();
    }

    private void begin(Set<RestoreOption> options, RestoreObject... objects) throws InterruptedException {
        world.engine.restore(restore(options, objects));
        stop.awaitReached();
    }

    private static void nameRefused(ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("of snapshot daily is to make 'copy'")
                .hasMessageContaining("CANCEL RESTORE");
    }

    private static void refused(ThrowingCallable change, String state) {
        assertThatThrownBy(change)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("state(%s) is not NORMAL".formatted(state))
                .hasMessageContaining("snapshot daily")
                .hasMessageContaining("CANCEL RESTORE");
    }
}

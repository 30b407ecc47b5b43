package io.nineveh.backup.job;

import static io.nineveh.backup.job.RandomRequests.TABLES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.fake.RandomFaults;
import io.nineveh.backup.fake.RandomFaults.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rounds of jobs, loads, drops, cancellations and crashes on a storage of which one call in a hundred fails or stalls. After each
 * round everything is as a model says that only knows what was acknowledged. What is tried is by a seed, which the system property
 * {@code nineveh.test.seed} replaces; what comes of it may depend on the threads, and is right in any case.
 */
final class RandomFaultsTest {
    private static final long SEED = Long.getLong("nineveh.test.seed", 20260131);
    private static final int ROUNDS = 300;
    private static final List<String> DATABASES = List.of("shop", "store");
    private static final int MOST_SEGMENTS = 4;
    private static final JobOptions OPTIONS =
            new JobOptions(2, 1, 4, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(100));

    /** What happens to one database in a round. */
    private static final class Turn {
        private final SubmittedJob job;
        private boolean isCancelled;
        private boolean isDisturbed;
        private Optional<String> dropped = Optional.empty();

        Turn(SubmittedJob job) {
            this.job = job;
        }
    }

    @TempDir(factory = MemoryDirectory.class)
    Path directory;

    private final Random random = new Random();
    private final RandomFaults faults = new RandomFaults(SEED);
    private final ExpectedRows expected = new ExpectedRows();
    private final RandomRequests requests = new RandomRequests(random, expected);
    private JobWorld world;
    private StoredSnapshots stored;
    private String where = "";
    private int crashesOfJobs;
    private int finishedBackups;
    private int finishedRestores;
    private int cancelledJobs;

    @Test
    void whateverFailsAllThatWasAcknowledgedIsThereAndNothingElse() throws IOException {
        world = new JobWorld(directory, OPTIONS, faults);
        try {
            stored = new StoredSnapshots(world.storage);
            expected.createDatabase("shop");
            world.createDatabase("store");
            expected.createDatabase("store");
            faults.begin();
            for (int round = 0; round < ROUNDS; round++) {
                where = "seed %d, round %d".formatted(SEED, round);
                random.setSeed(SEED + 1_000_003L * round);
                round();
            }
            faults.end();
            where = "seed %d, at the end".formatted(SEED);
            restoreEverySnapshot();
            crashAndStartAgain();
            compare();
            checkThatEnoughHappened();
        } finally {
            world.close();
        }
    }

    private void round() throws IOException {
        List<Turn> turns = new ArrayList<>();
        for (String database : DATABASES) {
            begin(database).ifPresent(job -> turns.add(new Turn(job)));
        }
        for (Turn turn : turns) {
            if (requests.chance(20)) {
                disturb(turn);
            }
        }
        boolean isCrash = requests.chance(30);
        if (isCrash) {
            world.life.holdAfter(random.nextInt(100));
        }
        if (!turns.isEmpty() && requests.chance(20)) {
            cancel(requests.oneOf(turns));
        }
        if (isCrash) {
            await(() -> world.life.isHeld() || isAllDone(turns));
            crashesOfJobs += isAllDone(turns) ? 0 : 1;
            crashAndStartAgain();
        }
        for (Turn turn : turns) {
            settle(turn);
        }
        compare();
    }

    private Optional<SubmittedJob> begin(String database) throws IOException {
        Set<String> tables = expected.tables(database).keySet();
        int choice = random.nextInt(100);
        if (tables.isEmpty() || choice < 20) {
            createOrLoad(database, requests.oneOf(TABLES));
            return Optional.empty();
        }
        if (choice < 30) {
            String table = requests.oneOf(tables);
            world.dropTable(database, table);
            expected.tables(database).remove(table);
            return Optional.empty();
        }
        if (choice < 50) {
            return Optional.empty();
        }
        try {
            return choice < 75 || expected.labels().isEmpty()
                    ? Optional.of(SubmittedJob.backup(requests.backup(database), expected, world.engine))
                    : restore(requests.restore(database));
        } catch (RefusedException e) {
            assertThat(e.reason()).as("%s: %s", where, e).isEqualTo(RefusedException.Reason.STORAGE);
            assertThat(e).as(where).hasMessageContaining("failed by chance");
            return Optional.empty();
        }
    }

    private Optional<SubmittedJob> restore(RestoreRequest request) {
        if (expected.wouldLoseRows(request)) {
            assertThatThrownBy(() -> world.engine.restore(request))
                    .as(where)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageMatching("(?s).*(has no rows|failed by chance).*");
            return Optional.empty();
        }
        return Optional.of(SubmittedJob.restore(request, expected, world.engine));
    }

    private void createOrLoad(String database, String table) throws IOException {
        Optional<TableRows> rows = Optional.ofNullable(expected.tables(database).get(table));
        if (rows.isEmpty()) {
            world.createTable(database, table);
            expected.createTable(database, table);
        } else if (rows.get().segments() < MOST_SEGMENTS) {
            String added = "rows " + random.nextInt(1000);
            world.load(database, table, added);
            expected.load(database, table, added);
        }
    }

    /**
     * Changes a table while the job runs. One that the job is to change is refused as long as it runs, and when it is not, then
     * this comes after the job, or ends it.
     */
    private void disturb(Turn turn) throws IOException {
        String database = turn.job.database();
        String table = requests.oneOf(TABLES);
        boolean isDrop = expected.tables(database).containsKey(table) && requests.chance(30);
        boolean isOfJob = turn.job.changed().contains(table);
        try {
            if (isDrop) {
                turn.isDisturbed = true;
                world.dropTable(database, table);
                turn.dropped = Optional.of(table);
            } else if (!isOfJob || !expected.tables(database).containsKey(table)) {
                turn.isDisturbed = isOfJob;
                createOrLoad(database, table);
            }
        } catch (RefusedException e) {
            assertThat(isOfJob).as("%s: %s", where, e).isTrue();
        }
    }

    private void cancel(Turn turn) {
        int calls = world.life.calls() + random.nextInt(60);
        await(() -> world.life.calls() >= calls || world.life.isHeld() || turn.job.isDone(world.metadata));
        try {
            turn.job.cancel(world.engine);
            turn.isCancelled = true;
        } catch (RefusedException e) {
            assertThat(turn.job.isDone(world.metadata)).as("%s: %s", where, e).isTrue();
        }
    }

    /** The threads of the old process would still write local files, each the one that it is about. */
    private void crashAndStartAgain() throws IOException {
        world.crash();
        world.engine.close();
        world.crashAndStartAgain(JobObserver.NONE, Clock.systemUTC());
    }

    private void settle(Turn turn) throws IOException {
        SubmittedJob job = turn.job;
        await(() -> job.isDone(world.metadata));
        JobStatus status = job.outcome(world.engine);
        if (status.equals(JobStatus.OK)) {
            assertThat(turn.isCancelled).as(where).isFalse();
            job.effect().run();
            if (job.kind() == JobKind.BACKUP) {
                finishedBackups++;
                assertThat(stored.rows(job.label())).as(where).isEqualTo(expected.snapshot(job.label()));
            } else {
                finishedRestores++;
            }
        } else {
            cancelledJobs++;
            checkReason(turn, status);
            if (job.kind() == JobKind.BACKUP) {
                requests.giveBack(job.label());
            }
        }
        turn.dropped.ifPresent(table -> expected.tables(job.database()).remove(table));
    }

    /** No fault cancels a job, unless it lasts for all tries. */
    private void checkReason(Turn turn, JobStatus status) {
        assertThat(status.message()).as(where).doesNotContain("internal error", "Not all could be undone");
        if (!turn.isDisturbed) {
            assertThat(status.message())
                    .as(where)
                    .containsPattern(turn.isCancelled ? "user cancelled|gave up after" : "gave up after");
        }
    }

    private void compare() throws IOException {
        world.awaitOnlyKnownTablets();
        for (String database : expected.databases()) {
            assertThat(world.catalog.requireDatabase(database).tables())
                    .as("%s, tables of %s", where, database)
                    .extracting(Table::name)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.tables(database).keySet());
            for (String table : expected.tables(database).keySet()) {
                assertThat(world.rows(database, table))
                        .as("%s, rows of %s.%s", where, database, table)
                        .isEqualTo(expected.tables(database).get(table).buckets());
            }
        }
        assertThat(stored.labels()).as("%s, snapshots", where).isEqualTo(expected.labels());
        assertThat(world.fileNames()).as("%s, leases", where).noneMatch(name -> name.startsWith("__lease"));
    }

    private void restoreEverySnapshot() throws IOException {
        world.createDatabase("vault");
        expected.createDatabase("vault");
        for (String label : expected.labels()) {
            RestoreRequest request = RandomRequests.exactly("vault", label);
            if (expected.wouldLoseRows(request)) {
                for (String table : Set.copyOf(expected.tables("vault").keySet())) {
                    world.dropTable("vault", table);
                    expected.tables("vault").remove(table);
                }
            }
            Turn turn = new Turn(SubmittedJob.restore(request, expected, world.engine));
            settle(turn);
            assertThat(turn.job.outcome(world.engine))
                    .as("%s, %s", where, label)
                    .isEqualTo(JobStatus.OK);
            assertThat(expected.tables("vault")).as("%s, %s", where, label).isEqualTo(expected.snapshot(label));
            for (String table : expected.tables("vault").keySet()) {
                assertThat(world.rows("vault", table))
                        .as("%s, rows of %s in %s", where, table, label)
                        .isEqualTo(expected.snapshot(label).get(table).buckets());
            }
        }
    }

    private void checkThatEnoughHappened() {
        for (Fault fault : Fault.values()) {
            assertThat(faults.met(fault)).as("%s, %s", where, fault).isGreaterThan(25);
        }
        assertThat(crashesOfJobs).as("%s, crashes while a job ran", where).isGreaterThan(20);
        assertThat(finishedBackups).as("%s, finished backups", where).isGreaterThan(50);
        assertThat(finishedRestores - expected.labels().size())
                .as("%s, finished restores", where)
                .isGreaterThan(50);
        assertThat(cancelledJobs).as("%s, cancelled jobs", where).isGreaterThan(10);
    }

    private boolean isAllDone(List<Turn> turns) {
        return turns.stream().allMatch(turn -> turn.job.isDone(world.metadata));
    }

    private void await(BooleanSupplier condition) {
        Awaitility.await(where)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(3))
                .until(condition::getAsBoolean);
    }
}

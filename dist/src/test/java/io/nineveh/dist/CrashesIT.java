package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.job.BackupState;
import io.nineveh.backup.job.RestoreState;
import io.nineveh.dist.FaultPoint.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server, the broker or both are killed with -9 when a job has come to a place; they come back, and the job ends as if nothing had
 * happened. One cluster lives through all of it, until a case fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashesIT {
    private static final String SAVED = "saved";
    /** Of each partition: so many that a job has several tasks. */
    private static final int BUCKETS = 6;

    @TempDir
    static Path directory;

    private Optional<Cluster> idle = Optional.empty();
    private List<Map<String, String>> saved = List.of();
    private int cases;

    /** What is done to a cluster. */
    @FunctionalInterface
    private interface Case {
        void run(Cluster cluster, int number) throws IOException, InterruptedException, SQLException;
    }

    static Stream<Arguments> someOfBackups() {
        return Stream.concat(
                workedThenServerKilled(FaultPoint.ofBackups()),
                Stream.of(Arguments.of(new FaultPoint(BackupState.UPLOADING, Moment.ENTERED), Victim.BROKER)));
    }

    static Stream<Arguments> someOfRestores() {
        return Stream.concat(
                workedThenServerKilled(FaultPoint.ofRestores()),
                Stream.of(Arguments.of(new FaultPoint(RestoreState.COMMITTING, Moment.WORKED), Victim.BOTH)));
    }

    private static Stream<Arguments> workedThenServerKilled(Stream<FaultPoint> points) {
        return points.filter(point -> point.moment() == Moment.WORKED).map(point -> Arguments.of(point, Victim.SERVER));
    }

    static Stream<Arguments> allOfBackups() {
        return FaultPoint.ofBackups().flatMap(CrashesIT::withEachVictim);
    }

    static Stream<Arguments> allOfRestores() {
        return FaultPoint.ofRestores().flatMap(CrashesIT::withEachVictim);
    }

    private static Stream<Arguments> withEachVictim(FaultPoint point) {
        return Arrays.stream(Victim.values()).map(victim -> Arguments.of(point, victim));
    }

    @ParameterizedTest
    @MethodSource("someOfBackups")
    void aBackupGoesOn(FaultPoint point, Victim victim) throws Exception {
        run((cluster, number) -> backUp(cluster, number, point, victim));
    }

    @ParameterizedTest
    @MethodSource("someOfRestores")
    void aRestoreGoesOn(FaultPoint point, Victim victim) throws Exception {
        run((cluster, number) -> restore(cluster, number, point, victim));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("allOfBackups")
    void aBackupGoesOnWhereverItWas(FaultPoint point, Victim victim) throws Exception {
        run((cluster, number) -> backUp(cluster, number, point, victim));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("allOfRestores")
    void aRestoreGoesOnWhereverItWas(FaultPoint point, Victim victim) throws Exception {
        run((cluster, number) -> restore(cluster, number, point, victim));
    }

    private static void backUp(Cluster cluster, int number, FaultPoint point, Victim victim)
            throws IOException, InterruptedException, SQLException {
        String label = "backup_" + number;
        LabelFiles files = LabelFiles.of(cluster, label);
        List<Map<String, String>> before = Orders.totals(cluster, "orders");

        HeldServer server = new HeldServer(cluster.server());
        server.holdAt(point);
        cluster.sql("BACKUP SNAPSHOT shop.%s TO archive ON (orders)".formatted(label));
        server.awaitHeldAt(point);
        addOrder(cluster, number);
        victim.kill(cluster);
        SortedMap<String, String> uploaded = files.complete();
        goOn(cluster, server, victim);

        cluster.awaitFinished("SHOW BACKUP FROM shop");
        files.assertSnapshot();
        assertThat(files.complete()).containsAllEntriesOf(uploaded);

        cluster.sql("RESTORE SNAPSHOT shop.%s FROM archive ON (orders AS restored)".formatted(label));
        cluster.awaitFinished("SHOW RESTORE FROM shop");
        assertThat(Orders.totals(cluster, "restored")).isEqualTo(before);
        cluster.sql("DROP TABLE shop.restored");
        TabletFiles.of(cluster).awaitOnlyTablets(2 * BUCKETS);
    }

    private void restore(Cluster cluster, int number, FaultPoint point, Victim victim)
            throws IOException, InterruptedException, SQLException {
        addOrder(cluster, number);
        List<Map<String, String>> old = Orders.totals(cluster, "orders");
        assertThat(old).isNotEqualTo(saved);
        SortedMap<String, String> snapshot = LabelFiles.of(cluster, SAVED).complete();

        HeldServer server = new HeldServer(cluster.server());
        server.holdAt(point);
        cluster.sql("RESTORE SNAPSHOT shop.%s FROM archive ON (orders)".formatted(SAVED));
        server.awaitHeldAt(point);
        assertThat(Orders.totals(cluster, "orders")).isEqualTo(old);
        victim.kill(cluster);
        goOn(cluster, server, victim);

        assertThat(totalsUntilRestored(cluster)).isIn(List.of(old, saved), List.of(saved));
        cluster.awaitFinished("SHOW RESTORE FROM shop");
        assertThat(Orders.totals(cluster, "orders")).isEqualTo(saved);
        assertThat(LabelFiles.of(cluster, SAVED).complete()).isEqualTo(snapshot);
        TabletFiles.of(cluster).awaitOnlyTablets(2 * BUCKETS);

        cluster.awaitOnlyThisBroker();
        String label = "restore_" + number;
        cluster.sql("BACKUP SNAPSHOT shop.%s TO archive ON (orders)".formatted(label));
        cluster.awaitFinished("SHOW BACKUP FROM shop");
        LabelFiles.of(cluster, label).assertSnapshot();
    }

    /** A server that was not killed holds the job still. */
    private static void goOn(Cluster cluster, HeldServer server, Victim victim)
            throws IOException, InterruptedException {
        if (victim == Victim.BROKER) {
            server.letGo();
        }
        victim.comeBack(cluster);
    }

    /** What is to be read of the orders as long as the restore is under way and after it, each time that it is something else. */
    private static List<List<Map<String, String>>> totalsUntilRestored(Cluster cluster) throws SQLException {
        List<List<Map<String, String>>> all = new ArrayList<>();
        boolean isDone;
        do {
            String state = cluster.sql("SHOW RESTORE FROM shop").get(0).get("State");
            isDone = Set.of("FINISHED", "CANCELLED").contains(state);
            List<Map<String, String>> totals = Orders.totals(cluster, "orders");
            if (all.isEmpty() || !all.get(all.size() - 1).equals(totals)) {
                all.add(totals);
            }
        } while (!isDone);
        return all;
    }

    private static void addOrder(Cluster cluster, int number) throws SQLException {
        cluster.sql("INSERT INTO shop.orders VALUES (%d, '2025-01-01', 0.5)".formatted(100_000 + number));
    }

    private void run(Case work) throws Exception {
        cases++;
        Cluster cluster = idle.isPresent() ? idle.get() : start(directory.resolve("cluster-" + cases));
        idle = Optional.empty();
        boolean isGood = false;
        try {
            work.run(cluster, cases);
            isGood = true;
        } finally {
            if (isGood) {
                idle = Optional.of(cluster);
            } else {
                cluster.close();
            }
        }
    }

    private Cluster start(Path directory) throws IOException, InterruptedException, SQLException {
        Cluster cluster = Cluster.start(directory, List.of(), List.of(), HeldServer::start);
        cluster.createArchive();
        Orders.create(cluster, BUCKETS);
        saved = Orders.totals(cluster, "orders");
        cluster.sql("BACKUP SNAPSHOT shop.%s TO archive ON (orders)".formatted(SAVED));
        cluster.awaitFinished("SHOW BACKUP FROM shop");
        return cluster;
    }

    @AfterAll
    void stop() {
        idle.ifPresent(Cluster::close);
    }
}

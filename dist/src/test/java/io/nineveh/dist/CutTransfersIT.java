package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.demo.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes are killed with -9 in the middle of files, as slow as the limit of bytes makes them. Each of the four workers of a job moves
 * one, and they are spread evenly over two brokers of a name, so that each of these is in the middle of one at least.
 */
class CutTransfersIT {
    private static final String LABEL = "cut";
    private static final long MIDDLE_BYTES = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void anotherBrokerTakesOverAndOneThatComesBackIsUsedAgain() throws Exception {
        upload(Victim.BROKER);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void anUploadBeginsAFileAnewThatWasCut(Victim victim) throws Exception {
        upload(victim);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void aDownloadBeginsAFileAnewThatWasCut(Victim victim) throws Exception {
        try (Cluster cluster = start();
                ChildProcess another = another(cluster)) {
            List<Map<String, String>> saved = Notes.totals(cluster, "notes");
            backUp(cluster, LABEL);
            cluster.sql("INSERT INTO shop.notes VALUES (1000000, 'old')");
            List<Map<String, String>> old = Notes.totals(cluster, "notes");

            cluster.sql("RESTORE SNAPSHOT shop.%s FROM archive ON (notes)".formatted(LABEL));
            awaitMiddleOfFiles(cluster.data());
            assertThat(Notes.totals(cluster, "notes")).isEqualTo(old);
            victim.kill(cluster);
            victim.comeBack(cluster);

            cluster.awaitFinished("SHOW RESTORE FROM shop");
            assertThat(Notes.totals(cluster, "notes")).isEqualTo(saved);
            TabletFiles.of(cluster).awaitOnlyTablets(Notes.TABLETS);
            LabelFiles.of(cluster, LABEL).assertSnapshot();
            assertThat(another.handle().isAlive()).isTrue();
        }
    }

    private void upload(Victim victim) throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = start();
                ChildProcess another = another(cluster)) {
            List<Map<String, String>> saved = Notes.totals(cluster, "notes");
            LabelFiles files = LabelFiles.of(cluster, LABEL);

            cluster.sql("BACKUP SNAPSHOT shop.%s TO archive ON (notes)".formatted(LABEL));
            awaitMiddleOfFiles(cluster.repository());
            victim.kill(cluster);
            SortedMap<String, String> uploaded = files.complete();
            victim.comeBack(cluster);
            cluster.awaitFinished("SHOW BACKUP FROM shop");
            assertThat(files.complete()).containsAllEntriesOf(uploaded);
            awaitWhatBrokersLeft(cluster, victim);

            useOnlyTheOneThatCameBack(cluster, another);
            cluster.sql("RESTORE SNAPSHOT shop.%s FROM archive ON (notes AS restored)".formatted(LABEL));
            cluster.awaitFinished("SHOW RESTORE FROM shop");
            assertThat(Notes.totals(cluster, "restored")).isEqualTo(saved);
            TabletFiles.of(cluster).awaitOnlyTablets(2 * Notes.TABLETS);
            backUp(cluster, "later");
            await().until(() -> parts(cluster.repository()).isEmpty());
            files.assertSnapshot();
        }
    }

    /** A broker removes what its client was killed over; what it was killed over itself, nobody does before a day is over. */
    private static void awaitWhatBrokersLeft(Cluster cluster, Victim victim) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> parts(cluster.repository()).size(),
                        count -> victim == Victim.SERVER ? count == 0 : count > 0 && count < Notes.TABLETS);
    }

    /** And a day is over. */
    private static void useOnlyTheOneThatCameBack(Cluster cluster, ChildProcess another)
            throws IOException, InterruptedException {
        Cluster.kill(another);
        cluster.killBroker();
        for (Path part : parts(cluster.repository())) {
            Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        }
        cluster.restartBroker();
        cluster.awaitOnlyThisBroker();
    }

    private static void backUp(Cluster cluster, String label) throws IOException, SQLException {
        cluster.sql("BACKUP SNAPSHOT shop.%s TO archive ON (notes)".formatted(label));
        cluster.awaitFinished("SHOW BACKUP FROM shop");
    }

    /** Waits until all files are on their way, each of them under a temporary name. */
    private static void awaitMiddleOfFiles(Path below) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofMinutes(1))
                .until(() -> parts(below).stream()
                                .filter(part -> size(part) >= MIDDLE_BYTES)
                                .count()
                        == Notes.TABLETS);
    }

    private static List<Path> parts(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        } catch (UncheckedIOException e) {
            // something was renamed meanwhile
            return parts(below);
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private Cluster start() throws IOException, InterruptedException, SQLException {
        Cluster cluster =
                Cluster.start(directory, List.of("client_expire_seconds=5"), List.of("job_bytes_per_second=4MiB"));
        cluster.createArchive();
        Notes.create(cluster);
        return cluster;
    }

    /** One more broker of the name. */
    private static ChildProcess another(Cluster cluster) throws IOException, InterruptedException, SQLException {
        ChildProcess another = cluster.startAnotherBroker();
        cluster.sql("ALTER SYSTEM ADD BROKER disk \"127.0.0.1:%d\"".formatted(another.port()));
        return another;
    }
}

package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.demo.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of real processes, of which one is killed with -9 while the job runs. */
class KilledProcessesIT {
    @TempDir
    Path directory;

    @Test
    void jobsGoOnAfterTheServerWasKilled() throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = Cluster.start(directory)) {
            createOrders(cluster);
            List<Map<String, String>> before = Orders.totals(cluster, "orders");

            cluster.sql("BACKUP SNAPSHOT shop.killed TO archive ON (orders)");
            cluster.killAndRestartServer();
            assertThat(cluster.awaitJob("SHOW BACKUP FROM shop")).containsEntry("State", "FINISHED");

            cluster.sql("DROP TABLE shop.orders");
            cluster.sql("RESTORE SNAPSHOT shop.killed FROM archive ON (orders)");
            cluster.killAndRestartServer();
            assertThat(cluster.awaitJob("SHOW RESTORE FROM shop")).containsEntry("State", "FINISHED");
            assertThat(Orders.totals(cluster, "orders")).isEqualTo(before);
        }
    }

    @Test
    void aJobOutlivesItsBroker() throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = Cluster.start(directory)) {
            createOrders(cluster);
            List<Map<String, String>> before = Orders.totals(cluster, "orders");

            cluster.sql("BACKUP SNAPSHOT shop.orphan TO archive ON (orders)");
            cluster.killBroker();
            cluster.restartBroker();
            assertThat(cluster.awaitJob("SHOW BACKUP FROM shop")).containsEntry("State", "FINISHED");

            cluster.sql("RESTORE SNAPSHOT shop.orphan FROM archive ON (orders AS orders_again)");
            assertThat(cluster.awaitJob("SHOW RESTORE FROM shop")).containsEntry("State", "FINISHED");
            assertThat(Orders.totals(cluster, "orders_again")).isEqualTo(before);
        }
    }

    /** At a megabyte a second the notes take some seconds, in the middle of which a broker is killed. */
    @Test
    void anotherBrokerOfTheNameGoesOnWhenOneIsKilled() throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = Cluster.start(directory, List.of(), List.of("job_bytes_per_second=1MiB"));
                ChildProcess another = cluster.startAnotherBroker()) {
            createOrders(cluster);
            cluster.sql("ALTER SYSTEM ADD BROKER disk \"127.0.0.1:%d\"".formatted(another.port()));
            createNotes(cluster);
            List<Map<String, String>> before = notes(cluster, "notes");

            cluster.sql("BACKUP SNAPSHOT shop.moved TO archive ON (notes)");
            await().until(() ->
                    stateOf(cluster, "SHOW BACKUP FROM shop").equals("UPLOADING") && isAnyFileIn(cluster.repository()));
            cluster.killBroker();
            assertThat(cluster.awaitJob("SHOW BACKUP FROM shop")).containsEntry("State", "FINISHED");

            cluster.restartBroker();
            await().until(() -> cluster.sql("SHOW BROKER").stream()
                    .allMatch(broker -> broker.get("Alive").equals("true")));
            cluster.sql("RESTORE SNAPSHOT shop.moved FROM archive ON (notes AS notes_again)");
            await().until(() -> stateOf(cluster, "SHOW RESTORE FROM shop").equals("DOWNLOADING"));
            Cluster.kill(another);
            assertThat(cluster.awaitJob("SHOW RESTORE FROM shop")).containsEntry("State", "FINISHED");
            assertThat(notes(cluster, "notes_again")).isEqualTo(before);
        }
    }

    private static String stateOf(Cluster cluster, String show) throws SQLException {
        return cluster.sql(show).get(0).get("State");
    }

    private static boolean isAnyFileIn(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.anyMatch(file -> file.getFileName().toString().contains(".hdr."));
        } catch (UncheckedIOException e) {
            // files are renamed meanwhile
            return false;
        }
    }

    /** Some megabytes that cannot be compressed. */
    private static void createNotes(Cluster cluster) throws SQLException {
        cluster.sql("""
                CREATE TABLE shop.notes (id BIGINT NOT NULL, note VARCHAR(5000))
                DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 8""");
        Random random = new Random(7);
        for (int load = 0; load < 4; load++) {
            int first = load * 300;
            cluster.sql(IntStream.range(first, first + 300)
                    .mapToObj(id -> "(%d, '%s')".formatted(id, noise(random)))
                    .collect(Collectors.joining(", ", "INSERT INTO shop.notes VALUES ", "")));
        }
    }

    private static String noise(Random random) {
        byte[] bytes = new byte[3_000];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static List<Map<String, String>> notes(Cluster cluster, String table) throws SQLException {
        return cluster.sql("SELECT count(*) AS n, min(note) AS least, max(note) AS greatest FROM shop." + table);
    }

    private static void createOrders(Cluster cluster) throws SQLException {
        cluster.sql("ALTER SYSTEM ADD BROKER disk \"127.0.0.1:%d\"".formatted(cluster.brokerPort()));
        cluster.sql(
                "CREATE REPOSITORY archive WITH BROKER disk ON LOCATION \"file://%s\"".formatted(cluster.repository()));
        Orders.create(cluster);
    }
}

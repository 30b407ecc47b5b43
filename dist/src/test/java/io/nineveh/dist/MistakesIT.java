package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person gets who mistypes, or whose disk lies. */
class MistakesIT {
    @TempDir
    Path directory;

    @Test
    void anUnknownCommandIsNamedAndTheKnownOnesAreShown() throws IOException, InterruptedException {
        Distribution.Ended ended = Distribution.run("nineveh", "dmo");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output()).contains("there is no command 'dmo'").contains("demo [--keep]");
    }

    @ParameterizedTest
    @CsvSource({"broker, prot, port", "server, dta, data"})
    void anUnknownKeyStopsTheStart(String program, String key, String nearest)
            throws IOException, InterruptedException {
        Path conf = Distribution.configure(program, directory, key + "=1");

        Distribution.Ended ended = Distribution.run("nineveh", program, "--conf", conf.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output())
                .contains(conf.toString())
                .contains("unknown key " + key)
                .contains("the nearest known key is " + nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "server"})
    void aPortInUseStopsTheStart(String program) throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Path conf = program.equals("broker")
                    ? Distribution.configure(program, directory, "host=127.0.0.1", "port=" + port)
                    : Distribution.configure(
                            program, directory, "host=127.0.0.1", "port=" + port, "data=" + directory.resolve("data"));

            Distribution.Ended ended = Distribution.run("nineveh", program, "--conf", conf.toString());

            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(2);
            assertThat(ended.output()).contains(port).contains("in use").contains("port");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "server"})
    void aMissingConfigurationFileStopsTheStart(String program) throws IOException, InterruptedException {
        Distribution.Ended ended = Distribution.run("nineveh", program, "--conf", "nowhere.properties");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output()).contains("nowhere.properties").contains("--conf");
    }

    @Test
    void mistakesInStatementsAreExplained() throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.sql("ALTER SYSTEM ADD BROKER disk \"127.0.0.1:%d\"".formatted(cluster.brokerPort()));
            cluster.sql("ALTER SYSTEM ADD BROKER absent \"127.0.0.1:1\"");
            cluster.sql("CREATE DATABASE shop");
            createRepository(cluster);

            assertRefused(
                    cluster,
                    "CREATE REPOSITORY r WITH BROKER disk ON LOCATION \"file:///etc\"",
                    "file:///etc",
                    "plugin.local.roots");
            assertRefused(
                    cluster,
                    "CREATE REPOSITORY r WITH BROKER absent ON LOCATION \"file://%s\"".formatted(cluster.repository()),
                    "absent");
            assertRefused(
                    cluster,
                    "CREATE REPOSITORY r WITH BROKER nobody ON LOCATION \"file://%s\"".formatted(cluster.repository()),
                    "nobody");
            assertRefused(cluster, "BACKUP SNAPSHOT shop.s TO archive ON (missing)", "missing");
            assertRefused(cluster, "RESTORE SNAPSHOT shop.s FROM archive ON (t)", "s", "archive");
            assertRefused(cluster, "BAKUP SNAPSHOT shop.s TO archive", "BACKUP");
            assertThat(cluster.sql("SHOW BACKUP FROM shop")).isEmpty();
        }
    }

    @Test
    void aLabelThatExistsIsRefused() throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = Cluster.start(directory)) {
            backUpOneTable(cluster);

            assertRefused(cluster, "BACKUP SNAPSHOT shop.s TO archive ON (t)", "Snapshot with name 's' already exist");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "hdr", "__meta", "__info"})
    void aFlippedByteInTheRepositoryIsFoundBeforeAnythingIsVisible(String kind)
            throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = Cluster.start(directory)) {
            backUpOneTable(cluster);
            Path damaged = damage(cluster.repository(), kind);

            String complaint;
            try {
                cluster.sql("RESTORE SNAPSHOT shop.s FROM archive ON (t AS u)");
                Map<String, String> job = cluster.awaitJob("SHOW RESTORE FROM shop");
                assertThat(job).containsEntry("State", "CANCELLED");
                complaint = job.get("Status");
            } catch (SQLException refused) {
                complaint = refused.getMessage();
            }

            assertThat(complaint).contains(damaged.getFileName().toString());
            assertThat(cluster.sql("SHOW TABLES FROM shop"))
                    .extracting(row -> row.values().iterator().next())
                    .containsExactly("t");
        }
    }

    private static void createRepository(Cluster cluster) throws SQLException {
        cluster.sql(
                "CREATE REPOSITORY archive WITH BROKER disk ON LOCATION \"file://%s\"".formatted(cluster.repository()));
    }

    private static void backUpOneTable(Cluster cluster) throws SQLException {
        cluster.sql("ALTER SYSTEM ADD BROKER disk \"127.0.0.1:%d\"".formatted(cluster.brokerPort()));
        createRepository(cluster);
        cluster.sql("CREATE DATABASE shop");
        cluster.sql("CREATE TABLE shop.t (id INT NOT NULL) DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 1");
        cluster.sql("INSERT INTO shop.t VALUES (1), (2), (3)");
        cluster.sql("BACKUP SNAPSHOT shop.s TO archive ON (t)");
        assertThat(cluster.awaitJob("SHOW BACKUP FROM shop")).containsEntry("State", "FINISHED");
    }

    private static Path damage(Path repository, String kind) throws IOException {
        List<Path> candidates;
        try (Stream<Path> files = Files.walk(repository)) {
            candidates = files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().contains(kind))
                    .toList();
        }
        assertThat(candidates).as("files with " + kind).isNotEmpty();
        Path damaged = candidates.get(0);
        try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
            long middle = file.length() / 2;
            file.seek(middle);
            int original = file.read();
            file.seek(middle);
            file.write(original ^ 1);
        }
        return damaged;
    }

    private static void assertRefused(Cluster cluster, String sql, String... parts) {
        assertThatThrownBy(() -> cluster.sql(sql))
                .isInstanceOf(SQLException.class)
                .message()
                .contains(parts);
    }
}

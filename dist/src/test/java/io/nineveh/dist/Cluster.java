package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.demo.ChildProcess;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A broker and a server of the distribution, each in its process, over a directory that outlives them. */
final class Cluster implements Closeable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path directory;
    private final List<String> brokerSettings;
    private final List<String> serverSettings;
    private final Program serverProgram;
    private ChildProcess broker;
    private ChildProcess server;

    /** How a broker or a server is started. */
    @FunctionalInterface
    interface Program {
        ChildProcess start(String name, Path directory, String... configuration)
                throws IOException, InterruptedException;
    }

    private Cluster(Path directory, List<String> brokerSettings, List<String> serverSettings, Program serverProgram) {
        this.directory = directory;
        this.brokerSettings = brokerSettings;
        this.serverSettings = serverSettings;
        this.serverProgram = serverProgram;
    }

    static Cluster start(Path directory) throws IOException, InterruptedException {
        return start(directory, List.of(), List.of());
    }

    /** With further lines in both configurations. */
    static Cluster start(Path directory, List<String> brokerSettings, List<String> serverSettings)
            throws IOException, InterruptedException {
        return start(directory, brokerSettings, serverSettings, Distribution::start);
    }

    /** With another program for the server. */
    static Cluster start(
            Path directory, List<String> brokerSettings, List<String> serverSettings, Program serverProgram)
            throws IOException, InterruptedException {
        Cluster cluster = new Cluster(directory, brokerSettings, serverSettings, serverProgram);
        Files.createDirectories(cluster.repository());
        cluster.startBroker("0");
        cluster.startServer();
        return cluster;
    }

    /** Where the broker may write. */
    Path repository() {
        return directory.resolve("repository");
    }

    /** What the server keeps. */
    Path data() {
        return directory.resolve("data");
    }

    ChildProcess server() {
        return server;
    }

    /** Makes the broker known as {@code disk}, and a repository {@code archive} that is reached through it. */
    void createArchive() throws SQLException {
        sql("ALTER SYSTEM ADD BROKER disk \"127.0.0.1:%d\"".formatted(brokerPort()));
        sql("CREATE REPOSITORY archive WITH BROKER disk ON LOCATION \"file://%s\"".formatted(repository()));
    }

    int brokerPort() {
        return broker.port();
    }

    void killBroker() {
        kill(broker);
    }

    /** One more broker over the same directory, of which the server does not know yet. The caller closes it. */
    ChildProcess startAnotherBroker() throws IOException, InterruptedException {
        return newBroker("0");
    }

    /** Starts the broker again, where the server knows it. */
    void restartBroker() throws IOException, InterruptedException {
        startBroker(Integer.toString(broker.port()));
    }

    /** Waits until the server knows that this broker is alive, and none but this one. */
    void awaitOnlyThisBroker() {
        String own = Integer.toString(brokerPort());
        await("only broker " + own)
                .pollInterval(POLL)
                .atMost(Duration.ofSeconds(30))
                .until(() -> sql("SHOW BROKER").stream()
                        .allMatch(broker -> Boolean.parseBoolean(broker.get("Alive"))
                                == broker.get("Port").equals(own)));
    }

    private void startBroker(String port) throws IOException, InterruptedException {
        broker = newBroker(port);
    }

    private ChildProcess newBroker(String port) throws IOException, InterruptedException {
        return Distribution.start(
                "broker",
                directory,
                configuration(
                        List.of("port=" + port, "http_port=", "plugin.local.roots=" + repository()), brokerSettings));
    }

    /** kill -9, and a new server over the same data. */
    void killAndRestartServer() throws IOException, InterruptedException {
        killServer();
        startServer();
    }

    void killServer() {
        kill(server);
    }

    /** Starts a server over the data of the one before. */
    void startServer() throws IOException, InterruptedException {
        server = serverProgram.start(
                "server", directory, configuration(List.of("port=0", "data=" + data()), serverSettings));
    }

    private static String[] configuration(List<String> settings, List<String> more) {
        return Stream.of(List.of("host=127.0.0.1"), settings, more)
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    /** kill -9. */
    static void kill(ChildProcess process) {
        ProcessHandle handle = process.handle();
        handle.destroyForcibly();
        await().pollInterval(POLL).until(() -> !handle.isAlive());
    }

    /** Runs a statement; what rows it gives come back as columns by name. */
    List<Map<String, String>> sql(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:mariadb://127.0.0.1:%d/?user=root".formatted(server.port()));
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return List.of();
            }
            try (ResultSet results = statement.getResultSet()) {
                return rows(results);
            }
        }
    }

    private static List<Map<String, String>> rows(ResultSet results) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        while (results.next()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                row.put(results.getMetaData().getColumnLabel(i), results.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Waits until the newest job that a SHOW statement lists has ended, and gives its row. */
    Map<String, String> awaitJob(String show) {
        return await(show)
                .pollInterval(POLL)
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> sql(show).get(0),
                        job -> Set.of("FINISHED", "CANCELLED").contains(job.get("State")));
    }

    /** The same, of a job that nothing is to be said of. */
    void awaitFinished(String show) {
        assertThat(awaitJob(show))
                .containsEntry("State", "FINISHED")
                .containsEntry("Status", "[OK]")
                .containsEntry("TaskErrMsg", "");
    }

    @Override
    public void close() {
        server.close();
        broker.close();
    }
}

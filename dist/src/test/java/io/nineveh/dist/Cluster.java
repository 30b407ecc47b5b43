package io.nineveh.dist;

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

/** A broker and a server of the distribution, each in its process, over a directory that outlives them. */
final class Cluster implements Closeable {
    private final Path directory;
    private final List<String> brokerSettings;
    private final List<String> serverSettings;
    private ChildProcess broker;
    private ChildProcess server;

    private Cluster(Path directory, List<String> brokerSettings, List<String> serverSettings) {
        this.directory = directory;
        this.brokerSettings = brokerSettings;
        this.serverSettings = serverSettings;
    }

    static Cluster start(Path directory) throws IOException, InterruptedException {
        return start(directory, List.of(), List.of());
    }

    /** With further lines in both configurations. */
    static Cluster start(Path directory, List<String> brokerSettings, List<String> serverSettings)
            throws IOException, InterruptedException {
        Cluster cluster = new Cluster(directory, brokerSettings, serverSettings);
        Files.createDirectories(cluster.repository());
        cluster.startBroker("0");
        cluster.startServer();
        return cluster;
    }

    /** Where the broker may write. */
    Path repository() {
        return directory.resolve("repository");
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

    private void startBroker(String port) throws IOException, InterruptedException {
        broker = newBroker(port);
    }

    private ChildProcess newBroker(String port) throws IOException, InterruptedException {
        return start(
                "broker", List.of("port=" + port, "http_port=", "plugin.local.roots=" + repository()), brokerSettings);
    }

    /** kill -9, and a new server over the same data. */
    void killAndRestartServer() throws IOException, InterruptedException {
        kill(server);
        startServer();
    }

    private void startServer() throws IOException, InterruptedException {
        server = start("server", List.of("port=0", "data=" + directory.resolve("data")), serverSettings);
    }

    private ChildProcess start(String program, List<String> settings, List<String> more)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("host=127.0.0.1"));
        all.addAll(settings);
        all.addAll(more);
        return Distribution.start(program, directory, all.toArray(String[]::new));
    }

    /** kill -9. */
    static void kill(ChildProcess process) {
        ProcessHandle handle = process.handle();
        handle.destroyForcibly();
        await().until(() -> !handle.isAlive());
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
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> sql(show).get(0),
                        job -> Set.of("FINISHED", "CANCELLED").contains(job.get("State")));
    }

    @Override
    public void close() {
        server.close();
        broker.close();
    }
}

package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.demo.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README says, on ports and in a directory of its own. */
class ReadmeIT {
    @TempDir
    Path directory;

    private final Readme readme;

    ReadmeIT() throws IOException {
        this.readme = Readme.read(Path.of("../README.md"));
    }

    @Test
    void everyCommandIsOneThatATestRuns() {
        assertThat(readme.commands())
                .containsExactly(
                        "./nineveh demo", // DemoIT
                        "./mvnw verify", // what runs this
                        "mkdir -p /tmp/nineveh-tour/repository",
                        "./nineveh broker --conf broker.properties",
                        "./nineveh server --conf server.properties",
                        "mysql -h 127.0.0.1 -P 9030 -u root");
    }

    @Test
    void theTourGoesAsItSays() throws IOException, InterruptedException, SQLException {
        List<Readme.Block> configurations = readme.blocks("properties");
        List<Readme.Block> tour = readme.blocks("sql");
        Files.createDirectories(directory.resolve("repository"));
        try (ChildProcess broker =
                        Distribution.start("broker", directory, adapted(configurations.get(0), 8000, "http_port="));
                ChildProcess server = Distribution.start("server", directory, adapted(configurations.get(1), 9030));
                Connection connection =
                        DriverManager.getConnection("jdbc:mariadb://127.0.0.1:%d/?user=root".formatted(server.port()));
                Statement statement = connection.createStatement()) {
            run(statement, tour.get(0), broker);
            String before = orders(statement);
            run(statement, tour.get(1), broker);
            awaitFinished(statement, "SHOW BACKUP");
            run(statement, tour.get(2), broker);
            awaitFinished(statement, "SHOW RESTORE");
            assertThat(orders(statement)).isEqualTo(before);
            run(statement, tour.get(3), broker);
            awaitFinished(statement, "SHOW RESTORE");
            assertThat(first(statement, "SELECT group_concat(id ORDER BY id) FROM orders_february"))
                    .isEqualTo("2,3");
            run(statement, tour.get(4), broker);
            assertThat(tour).hasSize(5);
        }
    }

    private String[] adapted(Readme.Block configuration, int port, String... more) {
        Stream<String> lines = configuration
                .text()
                .replace("port=" + port, "port=0")
                .replace("/tmp/nineveh-tour", directory.toString())
                .lines();
        return Stream.concat(lines, Stream.of(more)).toArray(String[]::new);
    }

    private void run(Statement statement, Readme.Block block, ChildProcess broker) throws SQLException {
        for (String sql : block.statements()) {
            statement.execute(sql.replace("127.0.0.1:8000", "127.0.0.1:" + broker.port())
                    .replace("/tmp/nineveh-tour", directory.toString()));
        }
    }

    private static String orders(Statement statement) throws SQLException {
        return first(statement, "SELECT concat(count(*), ' orders, ', sum(amount)) FROM orders");
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet results = statement.executeQuery(query)) {
            assertThat(results.next()).isTrue();
            return results.getString(1);
        }
    }

    private static void awaitFinished(Statement statement, String show) {
        await(show).atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            try (ResultSet results = statement.executeQuery(show)) {
                assertThat(results.next()).isTrue();
                assertThat(results.getString("State"))
                        .as(results.getString("Status"))
                        .isEqualTo("FINISHED");
            }
        });
    }
}

package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of real processes, of which one is killed with -9 while the job runs. */
class KilledProcessesIT {
    private static final String TOTALS = "SELECT count(*) AS n, sum(amount) AS total FROM shop.";

    @TempDir
    Path directory;

    @Test
    void jobsGoOnAfterTheServerWasKilled() throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = Cluster.start(directory)) {
            createOrders(cluster);
            List<Map<String, String>> before = cluster.sql(TOTALS + "orders");

            cluster.sql("BACKUP SNAPSHOT shop.killed TO archive ON (orders)");
            cluster.killAndRestartServer();
            assertThat(cluster.awaitJob("SHOW BACKUP FROM shop")).containsEntry("State", "FINISHED");

            cluster.sql("DROP TABLE shop.orders");
            cluster.sql("RESTORE SNAPSHOT shop.killed FROM archive ON (orders)");
            cluster.killAndRestartServer();
            assertThat(cluster.awaitJob("SHOW RESTORE FROM shop")).containsEntry("State", "FINISHED");
            assertThat(cluster.sql(TOTALS + "orders")).isEqualTo(before);
        }
    }

    @Test
    void aJobOutlivesItsBroker() throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = Cluster.start(directory)) {
            createOrders(cluster);
            List<Map<String, String>> before = cluster.sql(TOTALS + "orders");

            cluster.sql("BACKUP SNAPSHOT shop.orphan TO archive ON (orders)");
            cluster.killBroker();
            cluster.restartBroker();
            assertThat(cluster.awaitJob("SHOW BACKUP FROM shop")).containsEntry("State", "FINISHED");

            cluster.sql("RESTORE SNAPSHOT shop.orphan FROM archive ON (orders AS orders_again)");
            assertThat(cluster.awaitJob("SHOW RESTORE FROM shop")).containsEntry("State", "FINISHED");
            assertThat(cluster.sql(TOTALS + "orders_again")).isEqualTo(before);
        }
    }

    private static void createOrders(Cluster cluster) throws SQLException {
        cluster.sql("ALTER SYSTEM ADD BROKER disk \"127.0.0.1:%d\"".formatted(cluster.brokerPort()));
        cluster.sql(
                "CREATE REPOSITORY archive WITH BROKER disk ON LOCATION \"file://%s\"".formatted(cluster.repository()));
        cluster.sql("CREATE DATABASE shop");
        cluster.sql("""
                CREATE TABLE shop.orders (id BIGINT NOT NULL, day DATE NOT NULL, amount DECIMAL(12,2))
                DUPLICATE KEY(id)
                PARTITION BY RANGE(day) (
                    PARTITION p1 VALUES LESS THAN ("2025-02-01"),
                    PARTITION p2 VALUES LESS THAN ("2025-03-01"))
                DISTRIBUTED BY HASH(id) BUCKETS 16""");
        for (int load = 0; load < 3; load++) {
            int first = load * 1_000;
            cluster.sql(IntStream.range(first, first + 1_000)
                    .mapToObj(id -> "(%d, '2025-%02d-%02d', %d.25)".formatted(id, 1 + id % 2, 1 + id % 28, id))
                    .collect(Collectors.joining(", ", "INSERT INTO shop.orders VALUES ", "")));
        }
    }
}

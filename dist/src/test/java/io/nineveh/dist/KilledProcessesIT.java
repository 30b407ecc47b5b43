package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

    private static void createOrders(Cluster cluster) throws SQLException {
        cluster.sql("ALTER SYSTEM ADD BROKER disk \"127.0.0.1:%d\"".formatted(cluster.brokerPort()));
        cluster.sql(
                "CREATE REPOSITORY archive WITH BROKER disk ON LOCATION \"file://%s\"".formatted(cluster.repository()));
        Orders.create(cluster);
    }
}

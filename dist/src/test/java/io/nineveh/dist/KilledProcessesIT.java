package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of the server as it is released, which is killed with -9 while they run, wherever they are then. */
class KilledProcessesIT {
    @TempDir
    Path directory;

    @Test
    void jobsGoOnAfterTheServerWasKilled() throws IOException, InterruptedException, SQLException {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createArchive();
            Orders.create(cluster);
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
}

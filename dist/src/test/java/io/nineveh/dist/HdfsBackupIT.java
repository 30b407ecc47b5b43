package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.hdfs.HdfsHome;
import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.HdfsServerExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Repositories on HDFS, through a broker and from the server itself. */
@ExtendWith(HdfsServerExtension.class)
class HdfsBackupIT {

    @TempDir
    Path directory;

    @Test
    void tablesComeBackFromHdfs(HdfsServer hdfs) throws IOException, InterruptedException, SQLException {
        try (HdfsHome home = HdfsHome.make(hdfs, "repositories", "keeper");
                Cluster cluster = Cluster.start(directory)) {
            cluster.sql("ALTER SYSTEM ADD BROKER port \"127.0.0.1:%d\"".formatted(cluster.brokerPort()));
            Orders.create(cluster);
            List<Map<String, String>> before = Orders.totals(cluster, "orders");

            for (String way : List.of("WITH BROKER port", "WITH HDFS")) {
                String repository = way.equals("WITH HDFS") ? "straight" : "brokered";
                cluster.sql("""
                        CREATE REPOSITORY %s %s ON LOCATION "%s/%s"
                        PROPERTIES ("hadoop.username" = "keeper", "dfs.replication" = "1")""".formatted(repository, way, home.location(), repository));
                cluster.sql("BACKUP SNAPSHOT shop.%s TO %s ON (orders)".formatted(repository, repository));
                assertFinished(cluster.awaitJob("SHOW BACKUP FROM shop"));
                assertThat(cluster.sql("SHOW SNAPSHOT ON " + repository))
                        .hasSize(1)
                        .first()
                        .satisfies(snapshot -> assertThat(snapshot).containsEntry("Snapshot", repository));

                restore(cluster, repository, "orders AS orders_" + repository);
                assertThat(Orders.totals(cluster, "orders_" + repository)).isEqualTo(before);

                cluster.sql("DROP TABLE shop.orders");
                restore(cluster, repository, "orders");
                assertThat(Orders.totals(cluster, "orders")).isEqualTo(before);
            }
            assertThat(home.openFiles()).isEmpty();
            assertThat(home.status("brokered").getOwner()).isEqualTo("keeper");
        }
    }

    private static void restore(Cluster cluster, String snapshot, String table) throws SQLException {
        cluster.sql("RESTORE SNAPSHOT shop.%s FROM %s ON (%s)".formatted(snapshot, snapshot, table));
        assertFinished(cluster.awaitJob("SHOW RESTORE FROM shop"));
    }

    private static void assertFinished(Map<String, String> job) {
        assertThat(job).as(job.toString()).containsEntry("State", "FINISHED");
    }
}

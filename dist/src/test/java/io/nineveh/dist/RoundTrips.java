package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Brings tables to a storage and back, through a broker and from the server itself. */
final class RoundTrips {
    /** The repository that is reached through the broker. */
    static final String BROKERED = "brokered";

    private static final String STRAIGHT = "straight";

    private final Cluster cluster;
    private final String kind;
    private final String location;
    private final String properties;

    /**
     * @param kind as SQL names the storage after WITH
     * @param location below which repositories are made
     * @param properties of these, in SQL
     */
    RoundTrips(Cluster cluster, String kind, String location, String properties) {
        this.cluster = cluster;
        this.kind = kind;
        this.location = location;
        this.properties = properties;
    }

    /** Makes a table, which in each way is backed up, restored beside itself, and restored after it was dropped. */
    void run() throws SQLException {
        cluster.sql("ALTER SYSTEM ADD BROKER port \"127.0.0.1:%d\"".formatted(cluster.brokerPort()));
        Orders.create(cluster);
        List<Map<String, String>> before = Orders.totals(cluster, "orders");
        run(BROKERED, "BROKER port", before);
        run(STRAIGHT, kind, before);
    }

    private void run(String repository, String way, List<Map<String, String>> before) throws SQLException {
        cluster.sql("CREATE REPOSITORY %s WITH %s ON LOCATION \"%s/%s\" PROPERTIES (%s)"
                .formatted(repository, way, location, repository, properties));
        cluster.sql("BACKUP SNAPSHOT shop.%s TO %s ON (orders)".formatted(repository, repository));
        assertFinished(cluster.awaitJob("SHOW BACKUP FROM shop"));
        assertThat(cluster.sql("SHOW SNAPSHOT ON " + repository))
                .hasSize(1)
                .first()
                .satisfies(snapshot -> assertThat(snapshot).containsEntry("Snapshot", repository));

        restore(repository, "orders AS orders_" + repository);
        assertThat(Orders.totals(cluster, "orders_" + repository)).isEqualTo(before);

        cluster.sql("DROP TABLE shop.orders");
        restore(repository, "orders");
        assertThat(Orders.totals(cluster, "orders")).isEqualTo(before);
    }

    private void restore(String snapshot, String table) throws SQLException {
        cluster.sql("RESTORE SNAPSHOT shop.%s FROM %s ON (%s)".formatted(snapshot, snapshot, table));
        assertFinished(cluster.awaitJob("SHOW RESTORE FROM shop"));
    }

    private static void assertFinished(Map<String, String> job) {
        assertThat(job).as(job.toString()).containsEntry("State", "FINISHED");
    }
}

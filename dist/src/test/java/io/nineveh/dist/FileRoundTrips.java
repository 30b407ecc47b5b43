package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Brings rows to files of a storage and back, in each format, through a broker and from the server itself. */
final class FileRoundTrips {
    private static final List<String> FORMATS = List.of("csv", "csv_with_names", "json", "parquet");

    private final Cluster cluster;
    private final String kind;
    private final String location;
    private final String properties;

    /**
     * For the table and the broker that {@link RoundTrips} has made.
     *
     * @param kind as SQL names the storage after WITH
     * @param location below which files are written
     * @param properties of the storage, in SQL
     */
    FileRoundTrips(Cluster cluster, String kind, String location, String properties) {
        this.cluster = cluster;
        this.kind = kind;
        this.location = location;
        this.properties = properties;
    }

    /** Writes each partition into a file of its own, and loads both by one glob. */
    void run() throws SQLException {
        for (String format : FORMATS) {
            run("brokered_" + format, format, "BROKER port");
            run("straight_" + format, format, kind);
        }
    }

    private void run(String name, String format, String way) throws SQLException {
        for (String partition : List.of("p1", "p2")) {
            cluster.sql(
                    "EXPORT TABLE shop.orders PARTITION (%s) TO \"%s/files/%s/\" PROPERTIES (\"format\" = \"%s\") WITH %s (%s)"
                            .formatted(partition, location, name, format, way, properties));
            assertFinished(cluster.awaitJob("SHOW EXPORT FROM shop ORDER BY JobId DESC LIMIT 1"));
        }
        cluster.sql("CREATE TABLE shop.%s LIKE shop.orders".formatted(name));
        cluster.sql(
                "LOAD LABEL shop.%1$s (DATA INFILE(\"%2$s/files/%1$s/*\") INTO TABLE %1$s FORMAT AS \"%3$s\") WITH %4$s (%5$s)"
                        .formatted(name, location, format, way, properties));
        assertFinished(cluster.awaitJob("SHOW LOAD FROM shop WHERE LABEL = \"%s\"".formatted(name)));
        assertThat(Orders.totals(cluster, name)).as(name).isEqualTo(Orders.totals(cluster, "orders"));
    }

    private static void assertFinished(Map<String, String> job) {
        assertThat(job).as(job.toString()).containsEntry("State", "FINISHED");
    }
}

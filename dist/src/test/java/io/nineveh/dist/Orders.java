package io.nineveh.dist;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table with two partitions, many tablets and some thousand rows, to back up and to find again. */
final class Orders {
    private Orders() {}

    /** How many rows a table of the database has, and what they amount to. */
    static List<Map<String, String>> totals(Cluster cluster, String table) throws SQLException {
        return cluster.sql("SELECT count(*) AS n, sum(amount) AS total FROM shop." + table);
    }

    /** Makes the database {@code shop}, and in it the table {@code orders}. */
    static void create(Cluster cluster) throws SQLException {
        create(cluster, 16);
    }

    /** With so many tablets in each of the two partitions. */
    static void create(Cluster cluster, int buckets) throws SQLException {
        cluster.sql("CREATE DATABASE shop");
        cluster.sql("""
                CREATE TABLE shop.orders (id BIGINT NOT NULL, day DATE NOT NULL, amount DECIMAL(12,2))
                DUPLICATE KEY(id)
                PARTITION BY RANGE(day) (
                    PARTITION p1 VALUES LESS THAN ("2025-02-01"),
                    PARTITION p2 VALUES LESS THAN ("2025-03-01"))
                DISTRIBUTED BY HASH(id) BUCKETS %d""".formatted(buckets));
        for (int load = 0; load < 3; load++) {
            int first = load * 1_000;
            cluster.sql(IntStream.range(first, first + 1_000)
                    .mapToObj(id -> "(%d, '2025-%02d-%02d', %d.25)".formatted(id, 1 + id % 2, 1 + id % 28, id))
                    .collect(Collectors.joining(", ", "INSERT INTO shop.orders VALUES ", "")));
        }
    }
}

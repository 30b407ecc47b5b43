package io.nineveh.dist;

import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of some files of more than four megabytes each, which are moved piece by piece. */
final class Notes {
    static final int TABLETS = 4;
    private static final int ROWS = TABLETS * 1_600;

    private Notes() {}

    /** Makes the database {@code shop}, and in it the table {@code notes}. */
    static void create(Cluster cluster) throws SQLException {
        cluster.sql("CREATE DATABASE shop");
        cluster.sql("""
                CREATE TABLE shop.notes (id BIGINT NOT NULL, note VARCHAR(5000))
                DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS %d""".formatted(TABLETS));
        Random random = new Random(7);
        cluster.sql(IntStream.range(0, ROWS)
                .mapToObj(id -> "(%d, '%s')".formatted(id, noise(random)))
                .collect(Collectors.joining(", ", "INSERT INTO shop.notes VALUES ", "")));
    }

    /** How many rows a table of the database has, and what they hold. */
    static List<Map<String, String>> totals(Cluster cluster, String table) throws SQLException {
        return cluster.sql("SELECT count(*) AS n, sum(length(note)) AS size, min(note) AS least, max(note) AS greatest"
                + " FROM shop." + table);
    }

    /** Cannot be compressed to much less than its 3,000 bytes. */
    private static String noise(Random random) {
        byte[] bytes = new byte[3_000];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}

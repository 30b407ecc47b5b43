package io.nineveh.backup.catalog;

import java.util.List;

/**
 * How the rows of a partition are divided into buckets, each of which is a tablet.
 *
 * @param columns whose hash decides; empty: any bucket will do
 */
public record Distribution(List<String> columns, int buckets) {
    /** How many buckets there are where nobody says. */
    public static final int AUTOMATIC_BUCKETS = 10;

    public Distribution {
        columns = List.copyOf(columns);
        if (buckets < 1) {
            throw new IllegalArgumentException("a table needs at least one bucket, not " + buckets);
        }
    }
}

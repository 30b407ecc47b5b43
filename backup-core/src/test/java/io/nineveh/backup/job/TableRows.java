package io.nineveh.backup.job;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * The rows of a table as {@link JobWorld#rows} gives them.
 *
 * @param buckets segments by name, by {@code <partition>/<bucket>}
 */
record TableRows(SortedMap<String, SortedMap<String, String>> buckets) {
    /** Segments are named after the version that they make; that of an empty bucket is 1. */
    private static final int FIRST_SEGMENT = 2;

    TableRows {
        TreeMap<String, SortedMap<String, String>> copy = new TreeMap<>();
        buckets.forEach(
                (bucket, segments) -> copy.put(bucket, Collections.unmodifiableSortedMap(new TreeMap<>(segments))));
        buckets = Collections.unmodifiableSortedMap(copy);
    }

    /** What {@link JobWorld#createTable} makes. */
    static TableRows created(String table) {
        SortedMap<String, SortedMap<String, String>> empty = new TreeMap<>();
        for (String bucket : Set.of("p1/0", "p1/1", "p2/0", "p2/1")) {
            empty.put(bucket, new TreeMap<>());
        }
        return new TableRows(empty).loaded(table, "first").loaded(table, "second");
    }

    /** What {@link JobWorld#load} makes of it. */
    TableRows loaded(String table, String rows) {
        SortedMap<String, SortedMap<String, String>> loaded = new TreeMap<>();
        buckets.forEach((bucket, segments) -> {
            SortedMap<String, String> more = new TreeMap<>(segments);
            more.put(
                    "%d_0.dat".formatted(segments.size() + FIRST_SEGMENT),
                    "%s %s %d".formatted(table, rows, loaded.size()));
            loaded.put(bucket, more);
        });
        return new TableRows(loaded);
    }

    /** What a backup without rows has of it. */
    TableRows emptied() {
        return changed((bucket, segments) -> new TreeMap<>());
    }

    private TableRows changed(BiFunction<String, SortedMap<String, String>, SortedMap<String, String>> change) {
        SortedMap<String, SortedMap<String, String>> changed = new TreeMap<>(buckets);
        changed.replaceAll(change);
        return new TableRows(changed);
    }

    TableRows only(Collection<String> partitions) {
        SortedMap<String, SortedMap<String, String>> rest = new TreeMap<>(buckets);
        rest.keySet().removeIf(bucket -> !partitions.contains(partition(bucket)));
        return new TableRows(rest);
    }

    /** With partitions of another table in the place of its own, or besides them. */
    TableRows overwrittenBy(TableRows other) {
        SortedMap<String, SortedMap<String, String>> overwritten = new TreeMap<>(buckets);
        overwritten.putAll(other.buckets);
        return new TableRows(overwritten);
    }

    Set<String> partitions() {
        Set<String> partitions = new TreeSet<>();
        buckets.keySet().forEach(bucket -> partitions.add(partition(bucket)));
        return partitions;
    }

    /** How many segments its fullest bucket has. */
    int segments() {
        return buckets.values().stream().mapToInt(Map::size).max().orElse(0);
    }

    private static String partition(String bucket) {
        return bucket.substring(0, bucket.indexOf('/'));
    }
}

package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An index over columns of a table, as it was declared. It is kept with the table and changes nothing about its rows or how
 * they are read.
 *
 * @param name told from the others of its table without regard to letter case
 * @param columns one at least, spelled as the table has them
 * @param properties in the order of their names
 */
public record TableIndex(String name, List<String> columns, Kind kind, Map<String, String> properties, String comment) {
    /** How it would find rows. */
    public enum Kind {
        /** By values, or by the words of texts. */
        INVERTED,
        /** By values of which there are few. */
        BITMAP,
        /** By parts of texts. */
        NGRAM_BF
    }

    public TableIndex {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(comment, "comment");
        columns = List.copyOf(columns);
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("index %s has no column".formatted(name));
        }
    }

    /** Whether this is what a statement calls by a name. */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The same index with its columns spelled otherwise. */
    public TableIndex withColumns(List<String> others) {
        return new TableIndex(name, others, kind, properties, comment);
    }

    /**
     * The same index after a change of the table's columns.
     *
     * @param names what becomes of a column; empty: it is dropped
     * @throws RefusedException when a column that it needs is dropped
     */
    TableIndex follow(Function<String, Optional<String>> names) {
        return withColumns(columns.stream()
                .map(column -> names.apply(column)
                        .orElseThrow(() -> new RefusedException(
                                Reason.INVALID,
                                "Column '%s' cannot be dropped: index '%s' is over it; drop the index first, with ALTER TABLE … DROP INDEX %s"
                                        .formatted(column, name, name))))
                .toList());
    }
}

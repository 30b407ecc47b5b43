package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.CatalogChange;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows that are loaded from files into tables of one database: all that are in order, or none.
 *
 * @param maxFilterRatio how many of all rows may be bad, from 0 to 1; the load fails when more are
 */
public record FileLoad(String database, List<FileSource> sources, double maxFilterRatio, Unconverted unconverted) {

    /** What becomes of a value that does not convert to the type of its column. */
    public enum Unconverted {
        /** Its row is bad. */
        BAD_ROW,
        /** It is NULL, where the column may be; else its row is bad. */
        NULL
    }

    /**
     * What came of it.
     *
     * @param loaded rows that are in order
     * @param filtered bad rows, which are left out
     * @param unselected rows that a condition of the load leaves out
     * @param firstBad the first of these: file, line and why
     */
    public record Outcome(long loaded, long filtered, long unselected, List<String> firstBad) {
        public Outcome {
            firstBad = List.copyOf(firstBad);
        }
    }

    /** What a load does together with whoever asked for it. */
    public interface Progress {
        /** Is called often. What it throws ends the load, of which nothing stays. */
        void check();

        /** Is told how many rows are in order and how many are not, before it is decided whether they are loaded. */
        void counted(Outcome outcome);

        /**
         * Makes the rows visible in a transaction of its own, by calling {@code publish} once with the change of the catalog
         * that belongs to it. When it throws, nothing is visible.
         */
        void commit(Outcome outcome, Consumer<CatalogChange> publish);
    }

    public FileLoad {
        requireNonNull(database, "database");
        requireNonNull(unconverted, "unconverted");
        sources = List.copyOf(sources);
        if (!(maxFilterRatio >= 0 && maxFilterRatio <= 1)) {
            throw new IllegalArgumentException("a ratio is from 0 to 1, not " + maxFilterRatio);
        }
    }
}

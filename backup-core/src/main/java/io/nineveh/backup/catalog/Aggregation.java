package io.nineveh.backup.catalog;

/** What becomes of the values of a column when rows with equal keys become one. */
public enum Aggregation {
    SUM,
    MIN,
    MAX,
    /** The last one written is kept, also NULL. */
    REPLACE,
    /** The last one written that is not NULL is kept. */
    REPLACE_IF_NOT_NULL;

    /** Whether it depends on which row was written last. */
    public boolean isReplacing() {
        return this == REPLACE || this == REPLACE_IF_NOT_NULL;
    }
}

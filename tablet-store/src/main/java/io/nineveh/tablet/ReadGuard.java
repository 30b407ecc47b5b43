package io.nineveh.tablet;

/** Says which tables and views a query may read. */
@FunctionalInterface
public interface ReadGuard {
    /** All of them. */
    ReadGuard NONE = name -> {};

    /**
     * Called with the name of each table and view that a query reads, also of those behind its views, before it is looked up: it
     * need not be there. What it throws ends the query before it has begun, and reaches who asked for it.
     */
    void check(TableName name);
}

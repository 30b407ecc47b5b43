package io.nineveh.tablet;

/**
 * Says which tables and views a query may read: each that it names, and each behind its views, whether it is there or not; and
 * which table a name stands for.
 */
public interface ReadGuard {
    /** Lets everything be read. */
    ReadGuard NONE = new ReadGuard() {
        @Override
        public boolean allows(TableName name) {
            return true;
        }

        @Override
        public RuntimeException refusal(TableName name) {
            return new IllegalStateException("nothing is refused");
        }
    };

    /** Asked before it is looked up. */
    boolean allows(TableName name);

    /** What a query fails with, before it has begun, that is to read what is not allowed. It reaches who asked for the query. */
    RuntimeException refusal(TableName name);

    /** Where the table or view is that a query, and not a view that it reads, means by a name: under that name, or elsewhere. */
    default TableName meant(TableName name) {
        return name;
    }
}

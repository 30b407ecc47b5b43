package io.nineveh.backup.meta;

/** What is done in one transaction. */
@FunctionalInterface
public interface MetadataWork<T, X extends Exception> {

    /** Whatever it throws rolls the transaction back. */
    T run(MetadataTransaction transaction) throws X;
}

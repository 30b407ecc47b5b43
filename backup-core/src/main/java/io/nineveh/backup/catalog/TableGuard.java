package io.nineveh.backup.catalog;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps tables from being changed while something relies on them. It is asked in the transaction of the change. */
@FunctionalInterface
public interface TableGuard {
    /** Lets every change happen. */
    TableGuard NONE = (handle, database, before, after) -> {};

    /**
     * Returns when the change may happen.
     *
     * @param handle of the transaction, to read with
     * @param after what becomes of the table; empty: it is dropped
     * @throws io.nineveh.backup.RefusedException when it may not, saying until when
     */
    void check(Handle handle, String database, Table before, Optional<Table> after);
}

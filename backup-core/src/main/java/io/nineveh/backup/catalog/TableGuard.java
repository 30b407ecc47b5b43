package io.nineveh.backup.catalog;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps tables from being changed while something relies on them. It is asked in the transaction of the change. */
public interface TableGuard {
    /** Lets every change happen. */
    TableGuard NONE = new TableGuard() {
        @Override
        public void check(Handle handle, String database, Table before, Optional<Table> after) {}

        @Override
        public void checkName(Handle handle, String database, String name) {}
    };

    /**
     * Returns when the change may happen.
     *
     * @param handle of the transaction, to read with
     * @param after what becomes of the table; empty: it is dropped; equal to before: asks whether a load may begin, whatever
     *     it adds
     * @throws io.nineveh.backup.RefusedException when it may not, saying until when
     */
    void check(Handle handle, String database, Table before, Optional<Table> after);

    /**
     * Returns when a table or view may get a name that none has.
     *
     * @param handle of the transaction, to read with
     * @throws io.nineveh.backup.RefusedException when it may not, saying until when
     */
    void checkName(Handle handle, String database, String name);
}

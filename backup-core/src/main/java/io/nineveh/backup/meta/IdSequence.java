package io.nineveh.backup.meta;

import org.jdbi.v3.core.Handle;

/** The ids. Used under the write lock alone. Ids that were taken become durable with the transaction that took them. */
final class IdSequence {
    private long next;
    private long durable;

    private IdSequence(long next) {
        this.next = next;
        this.durable = next;
    }

    static IdSequence load(Handle handle) {
        return new IdSequence(handle.createQuery("SELECT next_id FROM id_sequence WHERE name = 'object'")
                .mapTo(Long.class)
                .one());
    }

    long take() {
        return next++;
    }

    /** Writes down, as part of a transaction, what has been taken so far, also by transactions that were rolled back. */
    void save(Handle handle) {
        if (next != durable) {
            handle.execute("UPDATE id_sequence SET next_id = ? WHERE name = 'object'", next);
        }
    }

    void saved() {
        durable = next;
    }
}

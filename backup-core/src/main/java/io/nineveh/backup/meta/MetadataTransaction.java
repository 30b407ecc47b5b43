package io.nineveh.backup.meta;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A transaction of the {@link MetadataStore}, for the thread that runs it and until its work returns; after that every call
 * is an {@link IllegalStateException}.
 */
public final class MetadataTransaction {
    private final Handle handle;
    private final IdSequence ids;
    private final List<Runnable> actions = new ArrayList<>();
    private boolean isOver;

    MetadataTransaction(Handle handle, IdSequence ids) {
        this.handle = requireNonNull(handle, "handle");
        this.ids = requireNonNull(ids, "ids");
    }

    /** For statements. It is not the caller's to close, commit or roll back. */
    public Handle handle() {
        checkRunning();
        return handle;
    }

    /**
     * Something to do when the transaction is durable; dropped when it is rolled back. The actions run in the order in
     * which they were given, before the next transaction begins, so that state in memory can follow the order of
     * commits. They must be quick, must not write, and must not throw: what they throw reaches the caller of a write
     * that was carried out.
     */
    public void onCommit(Runnable action) {
        checkRunning();
        actions.add(requireNonNull(action, "action"));
    }

    /**
     * An id that nothing else has had or will have. When the transaction is rolled back, the id is lost; only when the
     * process dies in the middle of the transaction may it be given out again.
     */
    public long newId() {
        checkRunning();
        return ids.take();
    }

    List<Runnable> end() {
        isOver = true;
        return List.copyOf(actions);
    }

    private void checkRunning() {
        if (isOver) {
            throw new IllegalStateException("the transaction is over");
        }
    }
}

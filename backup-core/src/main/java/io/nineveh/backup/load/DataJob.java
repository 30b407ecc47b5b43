package io.nineveh.backup.load;

import java.time.Instant;

/** A load or an export, as it is kept. Immutable. */
public interface DataJob<R extends DataJob<R>> {

    /** What all jobs have from the beginning. */
    JobIdentity identity();

    DataJobState state();

    /** The same job, cancelled. */
    R cancelled(String why, Instant time);

    /** Whether it is over, so that nothing of it will change. */
    default boolean isDone() {
        return state() == DataJobState.FINISHED || state() == DataJobState.CANCELLED;
    }
}

package io.nineveh.backup.job;

import java.io.IOException;

/** What a kind of job does. */
interface JobFlow<R extends JobRecord<R>> {

    /** The work of the job's state, which is not a last one. */
    JobStep<R> step(R job);

    /**
     * Puts things back to what they were before the job. Can be repeated. What cannot be undone for now is described in
     * the exception; it is undone as far as it goes.
     */
    void undo(R job, JobContext context) throws IOException;

    /** Removes, after the job is finished, what it does not need any more. Can be repeated. */
    void clean(R job, JobContext context) throws IOException;

    /** Ends what a run of the job keeps going, whether the job is finished or goes on after a restart. */
    default void end() {}

    /** Whether there is something to clean after the job is finished. */
    boolean needsCleaning();
}

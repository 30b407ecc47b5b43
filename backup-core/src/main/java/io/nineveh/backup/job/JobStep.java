package io.nineveh.backup.job;

import io.nineveh.backup.meta.MetadataWork;
import java.io.IOException;

/** What is done in one state. */
@FunctionalInterface
interface JobStep<R extends JobRecord<R>> {

    /**
     * Does the work, which can be repeated.
     *
     * @return what moves the job on, to be run in one transaction: gives the job as it is in its next state
     */
    MetadataWork<R, RuntimeException> run(R job, JobContext context) throws IOException;
}

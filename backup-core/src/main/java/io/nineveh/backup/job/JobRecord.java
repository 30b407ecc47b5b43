package io.nineveh.backup.job;

import java.time.Instant;
import java.util.List;

/** A job as it is kept: all that it needs to go on after a crash. */
interface JobRecord<R extends JobRecord<R>> {
    JobHeader header();

    Enum<?> state();

    boolean isDone();

    /** The tasks of the current state. */
    List<TaskPlan> tasks();

    /** The same job, cancelled. */
    R cancelled(JobStatus why, Instant time);

    /** The same job without what only an unfinished one needs. */
    R trimmed();
}

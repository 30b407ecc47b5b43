package io.nineveh.backup.job;

/**
 * Is told, in the job's own thread, how a job moves on; the job waits until the method returns. For tests, which stop a job at
 * a place of their choice.
 */
public interface JobObserver {
    JobObserver NONE = new JobObserver() {};

    /** A state is durable, and its work has not begun. */
    default void entered(long jobId, Enum<?> state) {}

    /** A state's work is done, and the move to the next one is not durable. */
    default void worked(long jobId, Enum<?> state) {}
}

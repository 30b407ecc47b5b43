package io.nineveh.backup.load;

/** How far a load or an export is. */
public enum DataJobState {
    /** It waits for a thread. */
    PENDING,
    /** Files are read, or written. */
    RUNNING,
    /** All of it is visible. */
    FINISHED,
    /** Nothing of it is visible. */
    CANCELLED
}

package io.nineveh.backup.job;

/** The states of a restore, in their order, named as SHOW RESTORE shows them. */
public enum RestoreState {
    /** Reads {@code __meta}. */
    PENDING,
    /** Makes the objects with new ids, invisible. */
    CREATING,
    /** Prepares a directory for each tablet. */
    SNAPSHOTING,
    /** Plans the downloads. */
    DOWNLOAD,
    /** Downloads the tablets. */
    DOWNLOADING,
    /** Plans the making effective. */
    COMMIT,
    /** Makes the tablets effective, then all objects visible at once. */
    COMMITTING,
    /** The objects are visible. */
    FINISHED,
    /** The database is as it was. */
    CANCELLED;

    /** Whether nothing comes after it. */
    public boolean isDone() {
        return this == FINISHED || this == CANCELLED;
    }
}

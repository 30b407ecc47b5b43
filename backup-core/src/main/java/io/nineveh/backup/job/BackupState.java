package io.nineveh.backup.job;

/** The states of a backup, in their order, named as SHOW BACKUP shows them. */
public enum BackupState {
    /** Checks the objects and pins the versions that are visible. */
    PENDING,
    /** Snapshots each tablet at its version. */
    SNAPSHOTING,
    /** Plans the uploads. */
    UPLOAD_SNAPSHOT,
    /** Uploads the tablets. */
    UPLOADING,
    /** Composes {@code __meta} and {@code __info}, and gives up the snapshots. */
    SAVE_META,
    /** Uploads {@code __meta}, then {@code __info}. */
    UPLOAD_INFO,
    /** The snapshot is in the repository. */
    FINISHED,
    /** There is no snapshot in the repository. */
    CANCELLED;

    /** Whether nothing comes after it. */
    public boolean isDone() {
        return this == FINISHED || this == CANCELLED;
    }
}

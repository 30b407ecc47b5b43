package io.nineveh.bench.backup;

/** Everything about a backup that is measured, in order. */
public enum Subject {
    /** Bringing all files to a new directory. */
    COPY,
    /** Fetching them again. */
    RESTORE,
    /** Bringing the small files alone. */
    SMALL
}

package io.nineveh.server.sql;

/** Whether dropping something needs it to be there. */
public enum IfExists {
    /** A missing one is an error. */
    REQUIRED,
    /** A missing one is no error: {@code IF EXISTS}. */
    TOLERANT
}

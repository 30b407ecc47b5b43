package io.nineveh.server.sql;

/** Whether making something needs its name to be free. */
public enum IfNotExists {
    /** One of the same name is an error. */
    REQUIRED,
    /** One of the same name stays as it is, and is no error: {@code IF NOT EXISTS}. */
    TOLERANT
}

package io.nineveh.broker.server.metrics;

/** What the broker bounds. */
public enum Limit {
    CONNECTIONS,
    OPEN_FILES,
    OPEN_FILES_PER_CLIENT,
    BUFFERS,
    MESSAGE_SIZE,
    CALL_TIME,
    REQUEST_TIME
}

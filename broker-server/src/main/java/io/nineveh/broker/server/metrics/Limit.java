package io.nineveh.broker.server.metrics;

/** What a broker has only so much of. */
public enum Limit {
    /** A connection was refused because there were {@code max_connections} already. */
    CONNECTIONS("connections"),
    /** An open was refused because there were {@code max_open_files} already. */
    OPEN_FILES("open_files"),
    /** An open was refused because its client had {@code max_open_files_per_client} already. */
    OPEN_FILES_PER_CLIENT("open_files_per_client"),
    /** A call was refused because {@code buffer_memory} was used up. */
    BUFFERS("buffers"),
    /** A message, or what it carries, was larger than the broker takes. */
    MESSAGE_SIZE("message_size"),
    /** A call took longer than {@code call_timeout}. */
    CALL_TIME("call_time"),
    /** A client took longer to send a request, or to take an answer, than {@code request_timeout}. */
    REQUEST_TIME("request_time");

    private final String label;

    Limit(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}

package io.nineveh.server.sql.parse;

/** A text that is not a statement of this server. The message says where it went wrong and what could stand there. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SyntaxException(String message) {
        super(message);
    }
}

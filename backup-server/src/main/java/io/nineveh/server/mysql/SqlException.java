package io.nineveh.server.mysql;

import static java.util.Objects.requireNonNull;

/** A statement that failed, as the client is told. The message is for people: what failed, where, and what to do. */
public final class SqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SQL_STATE_LENGTH = 5;

    private final int code;
    private final String sqlState;

    public SqlException(ErrorCode error, String message) {
        this(error.number(), error.sqlState(), message, null);
    }

    public SqlException(ErrorCode error, String message, Throwable cause) {
        this(error.number(), error.sqlState(), message, cause);
    }

    /**
     * For a number that {@link ErrorCode} does not have.
     *
     * @param sqlState five characters
     */
    public SqlException(int code, String sqlState, String message) {
        this(code, sqlState, message, null);
    }

    private SqlException(int code, String sqlState, String message, Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        if (sqlState.length() != SQL_STATE_LENGTH) {
            throw new IllegalArgumentException("a SQLSTATE has five characters: " + sqlState);
        }
        this.code = code;
        this.sqlState = sqlState;
    }

    /** MySQL's error number. */
    public int code() {
        return code;
    }

    public String sqlState() {
        return sqlState;
    }
}

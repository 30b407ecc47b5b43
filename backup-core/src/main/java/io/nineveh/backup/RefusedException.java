package io.nineveh.backup;

import static java.util.Objects.requireNonNull;

/**
 * A request that is not carried out, and changed nothing, because of what it asks or of the state things are in. The message
 * is for the person who asked: it says what, where, and what to do.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a request is refused. */
    public enum Reason {
        UNKNOWN_DATABASE,
        DATABASE_EXISTS,
        UNKNOWN_TABLE,
        TABLE_EXISTS,
        UNKNOWN_COLUMN,
        UNKNOWN_PARTITION,
        UNKNOWN_USER,
        USER_EXISTS,
        /** A privilege that is to be taken away was not granted. */
        UNKNOWN_GRANT,
        /** The request contradicts itself or names a value that cannot be. */
        INVALID,
        /** What it asks for is not offered. */
        NOT_SUPPORTED,
        /** It would be in order in another state: something is there already, in use, or not there. */
        WRONG_STATE,
        /** A storage or broker that it needs did not do its part. */
        STORAGE,
        /** Somebody interrupted it. */
        INTERRUPTED
    }

    private final Reason reason;

    public RefusedException(Reason reason, String message) {
        this(reason, message, null);
    }

    public RefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}

package io.nineveh.broker.api;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * A call to a storage that failed. The message begins with what failed, names the location, and ends with what to do
 * where something can be done; it never holds a credential.
 */
public final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is; each is one status code of the broker protocol. */
    public enum Kind {
        /** A read at or past the end of a file. */
        END_OF_FILE,
        /** The storage refuses the caller's identity, or this identity's access. */
        NOT_AUTHORIZED,
        /** The same request was already carried out and cannot be repeated. */
        DUPLICATE_REQUEST,
        /** A write that is not at the writer's offset. */
        INVALID_OFFSET,
        /** A location that this storage cannot have. */
        INVALID_PATH,
        /** A property or argument that is missing or not valid. */
        INVALID_ARGUMENT,
        /** The file is not there. */
        NOT_FOUND,
        /** The storage failed, or is in a state in which it cannot do what was asked. */
        STORAGE_ERROR,
        /** This storage cannot do it at all. */
        NOT_SUPPORTED
    }

    /** Whether doing the same again can succeed. */
    public enum Retry {
        /** The failure may pass: a time-out, a lost connection, an overloaded storage. */
        MAY_HELP,
        /** The failure stays until somebody changes something. */
        IS_USELESS
    }

    private final Kind kind;
    private final Retry retry;

    /** Lossless: for who rebuilds an exception that came over a wire. The message must name the location itself. */
    public StorageException(Kind kind, Retry retry, String message, Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.kind = requireNonNull(kind, "kind");
        this.retry = requireNonNull(retry, "retry");
    }

    /** A failure that a retry does not mend. */
    public StorageException(Kind kind, Location location, String what) {
        this(kind, Retry.IS_USELESS, "%s: %s".formatted(location, what), null);
    }

    /** A failure that a retry does not mend. */
    public StorageException(Kind kind, Location location, String what, Throwable cause) {
        this(kind, Retry.IS_USELESS, "%s: %s".formatted(location, what), cause);
    }

    public static StorageException notFound(Location location) {
        return new StorageException(Kind.NOT_FOUND, location, "no such file");
    }

    /** The storage failed in a way that may pass. */
    public static StorageException transientFailure(Location location, String what, Throwable cause) {
        return new StorageException(Kind.STORAGE_ERROR, Retry.MAY_HELP, "%s: %s".formatted(location, what), cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether doing the same again can succeed. Who retries is the caller's caller: there is one retry layer. */
    public boolean isTransient() {
        return retry == Retry.MAY_HELP;
    }
}

package io.nineveh.backup.meta;

/**
 * The durable state cannot be opened, read or written. The message says what failed, which file it is, and what to do; what
 * was being written is not there.
 */
public final class MetadataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MetadataException(String message) {
        super(message);
    }

    public MetadataException(String message, Throwable cause) {
        super(message, cause);
    }
}

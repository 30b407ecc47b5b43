package io.nineveh.config.tls;

/** Files that make no TLS. The message names the file, what is wrong with it and what to do; it holds no part of a key. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}

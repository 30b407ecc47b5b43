package io.nineveh.server.mysql;

import java.io.IOException;

/** A client that does not keep to the protocol. It is told why and the connection ends. */
final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    ProtocolException(ErrorCode error, String message) {
        super(message);
        this.error = error;
    }

    ErrorCode error() {
        return error;
    }
}

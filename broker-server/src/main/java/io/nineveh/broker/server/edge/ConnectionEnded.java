package io.nineveh.broker.server.edge;

import java.io.IOException;

/** A connection that ended in the middle of a request. Nobody is there to be answered. */
public final class ConnectionEnded extends IOException {
    private static final long serialVersionUID = 1L;

    public ConnectionEnded(Throwable cause) {
        super("the connection ended in the middle of a request", cause);
    }
}

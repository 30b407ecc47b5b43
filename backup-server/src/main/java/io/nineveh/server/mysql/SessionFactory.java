package io.nineveh.server.mysql;

/** Makes the session of a connection. */
@FunctionalInterface
public interface SessionFactory {

    /**
     * A new session without a database, for a user who gave the right password. It is also called when a client resets its
     * connection: the old session is closed then. Called on the connection's thread, by many connections at once.
     *
     * @param connections all that the server has
     */
    Session open(ClientConnection connection, Connections connections);
}

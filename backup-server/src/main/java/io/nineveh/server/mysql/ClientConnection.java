package io.nineveh.server.mysql;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who is at the other end of a connection.
 *
 * @param id the connection's number, as {@code CONNECTION_ID()} tells; not used again while the server runs
 * @param user the authenticated user's name
 * @param accountId of the user: another user of that name has another one
 * @param host the address that the client connected from, without the port
 * @param tls empty when the connection is not encrypted
 */
public record ClientConnection(long id, String user, long accountId, String host, Optional<TlsSession> tls) {
    public ClientConnection {
        requireNonNull(user, "user");
        requireNonNull(host, "host");
        requireNonNull(tls, "tls");
    }
}

package io.nineveh.server.sql;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.mysql.Connections;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.Session;
import io.nineveh.server.mysql.SqlException;
import java.util.Optional;

/** Where a statement is carried out: in which server, for which session, beside which connections. */
public record StatementContext(ServerParts parts, Session session, Connections connections) {
    public StatementContext {
        requireNonNull(parts, "parts");
        requireNonNull(session, "session");
        requireNonNull(connections, "connections");
    }

    /**
     * The database that a statement names, or else the session's.
     *
     * @throws SqlException when there is neither
     */
    public String database(Optional<String> named) {
        return named.or(session::database)
                .orElseThrow(() -> new SqlException(
                        ErrorCode.NO_DATABASE,
                        "No database selected: name one in the statement, or choose one with USE"));
    }
}

package io.nineveh.server.sql;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.mysql.Connections;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.Session;
import io.nineveh.server.mysql.SessionVariables;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.server.sql.access.Access;
import io.nineveh.tablet.TableName;
import java.util.Optional;

/**
 * Where a statement is carried out: in which server, for which session and user, beside which connections.
 *
 * @param variables as the session has set them
 */
public record StatementContext(
        ServerParts parts, Session session, SessionVariables variables, Access access, Connections connections) {
    public StatementContext {
        requireNonNull(parts, "parts");
        requireNonNull(session, "session");
        requireNonNull(variables, "variables");
        requireNonNull(access, "access");
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

    /**
     * A table or view in the database that the statement names, or else in the session's.
     *
     * @throws SqlException when there is neither
     */
    public TableName object(QualifiedName name) {
        return new TableName(database(name.database()), name.name());
    }

    /**
     * The table or view itself: a temporary table of the connection, where there is one of that name.
     *
     * @throws SqlException when the name has no database, nor the session
     */
    public TableName meant(QualifiedName name) {
        return access.temporaryTables().meant(object(name));
    }
}

package io.nineveh.server.sql.connections;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.mysql.ConnectionState;
import io.nineveh.server.mysql.Connections;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code KILL}. */
public record Kill(Target target, long connectionId) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "KILL",
            "KILL [CONNECTION | QUERY] id",
            "no privilege for own connections, ADMIN_PRIV for others",
            "Ends a connection, or only the statement that runs on it.");

    /** What is ended. */
    public enum Target {
        CONNECTION,
        QUERY
    }

    public Kill {
        requireNonNull(target, "target");
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    /** Nothing for a connection of the user's own. */
    @Override
    public List<Need> needs(StatementContext context) {
        boolean isOwn = context.connections().connections().stream()
                .map(ConnectionState::client)
                .filter(client -> client.id() == connectionId)
                .anyMatch(
                        client -> client.accountId() == context.access().user().id());
        return isOwn ? List.of() : List.of(Need.admin());
    }

    @Override
    public Outcome execute(StatementContext context) {
        Connections connections = context.connections();
        boolean isThere = switch (target) {
            case CONNECTION -> connections.kill(connectionId);
            case QUERY -> connections.interrupt(connectionId);
        };
        if (!isThere) {
            throw new SqlException(
                    ErrorCode.UNKNOWN_CONNECTION,
                    "Unknown thread id: %d. SHOW PROCESSLIST lists those that there are".formatted(connectionId));
        }
        return Outcome.ok();
    }
}

package io.nineveh.server.sql.information;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.mysql.ClientConnection;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.connections.ShowProcesslist;
import io.nineveh.tablet.Fact;
import io.nineveh.tablet.MadeTable;
import io.nineveh.tablet.QueryFacts;
import java.util.Map;
import java.util.Optional;

/** What the queries of a session can learn of it, and of those things in the server that its user may see. */
public record SessionFacts(StatementContext context) implements QueryFacts {
    public SessionFacts {
        requireNonNull(context, "context");
    }

    @Override
    public Map<String, Fact> functions() {
        ClientConnection client = context.access().client();
        Fact database = Fact.text(context.session().database());
        Fact user = text(client.user() + "@" + client.host());
        return Map.of(
                "database", database,
                "schema", database,
                "user", user,
                "session_user", user,
                "system_user", user,
                "current_user", text(client.user() + "@%"),
                "version", Fact.text(context.variables().get("version")),
                "connection_id", Fact.number(client.id()),
                "last_insert_id", Fact.number(0));
    }

    private static Fact text(String value) {
        return Fact.text(Optional.of(value));
    }

    @Override
    public Optional<MadeTable> table(String name) {
        return switch (name) {
            case "schemata" -> Optional.of(Schemata.made(context));
            case "tables" -> Optional.of(Tables.made(context));
            case "columns" -> Optional.of(Columns.made(context));
            case "partitions" -> Optional.of(Partitions.made(context));
            case "processlist" -> Optional.of(processlist());
            case "views" -> Optional.of(Views.made(context));
            default -> FixedTables.named(name);
        };
    }

    private MadeTable processlist() {
        TableDraft table = TableDraft.of("ID:BIGINT", "USER", "HOST", "DB", "COMMAND", "TIME:BIGINT", "STATE", "INFO");
        ShowProcesslist.rows(context).forEach(table::row);
        return table.made();
    }
}

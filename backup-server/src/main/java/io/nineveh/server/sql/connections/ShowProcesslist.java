package io.nineveh.server.sql.connections;

import io.nineveh.server.mysql.ColumnDefinition;
import io.nineveh.server.mysql.ConnectionState;
import io.nineveh.server.mysql.MySqlType;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.RowSource;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Access;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/** {@code SHOW PROCESSLIST}. What a connection runs is not shown: there may be credentials in it. */
public record ShowProcesslist() implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW PROCESSLIST",
            "SHOW [FULL] PROCESSLIST",
            "no privilege for own connections, ADMIN_PRIV for others",
            "Lists the connections of the server.");

    private static final List<ColumnDefinition> COLUMNS = List.of(
            new ColumnDefinition("Id", MySqlType.BIGINT),
            ColumnDefinition.text("User"),
            ColumnDefinition.text("Host"),
            ColumnDefinition.text("db"),
            ColumnDefinition.text("Command"),
            new ColumnDefinition("Time", MySqlType.BIGINT),
            ColumnDefinition.text("State"),
            ColumnDefinition.text("Info"));

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of();
    }

    @Override
    public Outcome execute(StatementContext context) {
        return new Outcome.Rows(COLUMNS, RowSource.of(rows(context)));
    }

    /** A row for each connection that the user may see. */
    public static List<List<Optional<String>>> rows(StatementContext context) {
        return context.connections().connections().stream()
                .filter(state -> isShown(state, context.access()))
                .map(ShowProcesslist::cells)
                .toList();
    }

    private static boolean isShown(ConnectionState state, Access access) {
        return state.client().accountId() == access.user().id() || access.allows(Need.admin());
    }

    private static List<Optional<String>> cells(ConnectionState state) {
        return List.of(
                Optional.of(Long.toString(state.client().id())),
                Optional.of(state.client().user()),
                Optional.of(state.client().host()),
                state.database(),
                Optional.of(
                        switch (state.activity()) {
                            case SLEEP -> "Sleep";
                            case QUERY -> "Query";
                        }),
                Optional.of(Long.toString(state.lasting().toSeconds())),
                Optional.of(""),
                Optional.empty());
    }
}

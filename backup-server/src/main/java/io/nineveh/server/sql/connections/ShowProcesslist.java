package io.nineveh.server.sql.connections;

import io.nineveh.server.mysql.ColumnDefinition;
import io.nineveh.server.mysql.ConnectionState;
import io.nineveh.server.mysql.MySqlType;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.RowSource;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;
import java.util.List;
import java.util.Optional;

/** {@code SHOW PROCESSLIST}. What a connection runs is not shown: there may be credentials in it. */
public record ShowProcesslist() implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW PROCESSLIST", "SHOW [FULL] PROCESSLIST", Privilege.NONE, "Lists the connections of the server.");

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
    public Outcome execute(StatementContext context) {
        return new Outcome.Rows(
                COLUMNS,
                RowSource.of(context.connections().connections().stream()
                        .map(ShowProcesslist::cells)
                        .toList()));
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

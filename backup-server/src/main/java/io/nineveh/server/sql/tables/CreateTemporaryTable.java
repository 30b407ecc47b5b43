package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code CREATE TEMPORARY TABLE}. */
public record CreateTemporaryTable(TableCreation creation) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "CREATE TEMPORARY TABLE",
            "CREATE TEMPORARY TABLE …",
            "As CREATE TABLE",
            "Creates a table that this connection alone sees, and that is dropped at its end; otherwise as CREATE TABLE.");

    public CreateTemporaryTable {
        requireNonNull(creation, "creation");
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return creation.needs(context);
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.database(creation.table().database());
        String place = context.access().temporaryTables().place(database);
        context.parts().catalog().change(change -> {
            change.requireDatabase(database);
            return change.database(place).orElseGet(() -> change.createDatabase(place));
        });
        return creation.in(place).execute(context);
    }
}

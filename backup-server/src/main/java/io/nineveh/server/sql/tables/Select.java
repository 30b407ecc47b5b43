package io.nineveh.server.sql.tables;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;

/** {@code SELECT}. */
public record Select(String text) implements Statement {
    public static final StatementForm FORM =
            new StatementForm("SELECT", "SELECT …", Privilege.SELECT, "Queries tables; anything that DuckDB answers.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public Outcome execute(StatementContext context) {
        return QueryRows.outcome(
                context.parts().engine().query(context.session().database(), text));
    }
}

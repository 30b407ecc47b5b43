package io.nineveh.server.sql.tables;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.server.sql.information.SessionFacts;
import java.util.List;

/** {@code SELECT}. */
public record Select(String text) implements Statement {
    public static final StatementForm FORM =
            new StatementForm("SELECT", "SELECT …", Privilege.SELECT, "Queries tables; anything that DuckDB answers.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    /** For each table and view that it reads, the engine asks. */
    @Override
    public List<Need> needs(StatementContext context) {
        return List.of();
    }

    @Override
    public Outcome execute(StatementContext context) {
        return QueryRows.outcome(context.parts()
                .engine()
                .query(context.session().database(), context.access(), new SessionFacts(context), text));
    }
}

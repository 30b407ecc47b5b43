package io.nineveh.server.sql.tables;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code USE}. */
public record UseDatabase(String name) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "USE", "USE database", "any privilege on the database, or in it", "Makes a database the current one.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.toSeeDatabase(name));
    }

    @Override
    public Outcome execute(StatementContext context) {
        context.session().use(name);
        return Outcome.ok();
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Map;

/**
 * {@code UPDATE}.
 *
 * @param values by the names of columns: expressions as they are written
 */
public record UpdateRows(QualifiedName table, Map<String, String> values, String condition) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "UPDATE",
            "UPDATE [database.]table SET column = value, … WHERE condition",
            "LOAD_PRIV on the table, and SELECT_PRIV on it and all that an expression reads",
            "Changes value columns in rows of a table with a UNIQUE KEY: in all that the condition holds for, or in none.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.LOAD, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        long rows = context.parts()
                .engine()
                .update(
                        context.meant(table).database(),
                        table.name(),
                        values,
                        condition,
                        context.session().database(),
                        context.access());
        return new Outcome.Ok(rows, "");
    }
}

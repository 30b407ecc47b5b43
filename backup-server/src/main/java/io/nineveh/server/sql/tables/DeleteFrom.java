package io.nineveh.server.sql.tables;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code DELETE FROM}. */
public record DeleteFrom(QualifiedName table, List<String> partitions, String condition) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "DELETE FROM",
            "DELETE FROM [database.]table [PARTITION (p, …)] WHERE condition",
            Privilege.LOAD,
            "Removes rows from a table: all that the condition holds for, or none.");

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
                .delete(
                        context.meant(table).database(),
                        table.name(),
                        partitions,
                        condition,
                        context.parts().droppedTablets()::dropTablets);
        return new Outcome.Ok(rows, "");
    }
}

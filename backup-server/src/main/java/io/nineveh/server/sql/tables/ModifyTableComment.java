package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code ALTER TABLE … MODIFY COMMENT}. */
public record ModifyTableComment(QualifiedName table, String comment) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table MODIFY COMMENT \"…\"",
            Privilege.ALTER,
            "Gives a table another comment.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.ALTER, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.meant(table).database();
        context.parts().catalog().change(change -> {
            Table after = change.requireTable(database, table.name()).withComment(comment);
            change.replaceTable(database, after);
            return after;
        });
        return Outcome.ok();
    }
}

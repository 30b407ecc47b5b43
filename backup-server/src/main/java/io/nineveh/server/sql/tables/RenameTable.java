package io.nineveh.server.sql.tables;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.ObjectNames;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;

/** {@code ALTER TABLE … RENAME}. */
public record RenameTable(QualifiedName table, String newName) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table RENAME new_name",
            Privilege.ALTER,
            "Gives a table another name. A view that reads it by the old one does not find it any more.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public Outcome execute(StatementContext context) {
        ObjectNames.requireValid("table", newName);
        String database = context.database(table.database());
        context.parts().catalog().change(change -> change.renameTable(database, table.name(), newName));
        return Outcome.ok();
    }
}

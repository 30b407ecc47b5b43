package io.nineveh.server.sql.tables;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.ObjectNames;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.List;

/** {@code ALTER TABLE … RENAME}. */
public record RenameTable(QualifiedName table, String newName) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table RENAME new_name",
            "ALTER_PRIV, and CREATE_PRIV for the new name",
            "Gives a table another name. A view that reads it by the old one does not find it any more.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(
                Need.onObject(Privilege.ALTER, context.object(table)),
                Need.onObject(Privilege.CREATE, new TableName(context.database(table.database()), newName)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        ObjectNames.requireValid("table", newName);
        String database = context.meant(table).database();
        context.parts().catalog().change(change -> change.renameTable(database, table.name(), newName));
        return Outcome.ok();
    }
}

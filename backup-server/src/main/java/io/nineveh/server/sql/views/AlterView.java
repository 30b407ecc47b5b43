package io.nineveh.server.sql.views;

import io.nineveh.backup.catalog.View;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.List;

/** {@code ALTER VIEW}. */
public record AlterView(QualifiedName view, ViewQuery definition) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER VIEW",
            "ALTER VIEW [database.]view [(column [COMMENT \"…\"], …)] AS SELECT …",
            Privilege.ALTER,
            "Gives a view another query.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.ALTER, context.object(view)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.database(view.database());
        context.parts().catalog().requireView(database, view.name());
        String query = definition.checked(new TableName(database, view.name()), context);
        return context.parts().catalog().change(change -> {
            View old = change.dropView(database, view.name());
            change.addView(database, new View(old.id(), old.name(), definition.columns(), old.comment(), query));
            return Outcome.ok();
        });
    }
}

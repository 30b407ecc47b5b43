package io.nineveh.server.sql.views;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.ObjectNames;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.List;

/** {@code CREATE VIEW}. */
public record CreateView(
        QualifiedName view, Replacing replacing, IfNotExists ifNotExists, String comment, ViewQuery definition)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "CREATE VIEW",
            "CREATE [OR REPLACE] VIEW [IF NOT EXISTS] [database.]view [(column [COMMENT \"…\"], …)] [COMMENT \"…\"] AS SELECT …",
            Privilege.CREATE,
            "Gives a query a name.");

    /** What becomes of a view that has the name. */
    public enum Replacing {
        NOTHING,
        VIEW
    }

    public CreateView {
        ObjectNames.requireValid("view", view.name());
        if (replacing == Replacing.VIEW && ifNotExists == IfNotExists.TOLERANT) {
            throw new RefusedException(
                    Reason.INVALID, "OR REPLACE and IF NOT EXISTS contradict each other; write one of them");
        }
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        TableName made = context.object(view);
        Need creating = Need.onObject(Privilege.CREATE, made);
        return switch (replacing) {
            case NOTHING -> List.of(creating);
            case VIEW -> List.of(creating, Need.onObject(Privilege.DROP, made));
        };
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.database(view.database());
        Database before = context.parts().catalog().requireDatabase(database);
        if (before.has(view.name()) && ifNotExists == IfNotExists.TOLERANT) {
            return Outcome.ok();
        }
        String query = definition.checked(new TableName(database, view.name()), context);
        return context.parts().catalog().change(change -> {
            if (replacing == Replacing.VIEW) {
                change.requireDatabase(database)
                        .view(view.name())
                        .ifPresent(old -> change.dropView(database, old.name()));
            }
            change.addView(database, new View(change.newId(), view.name(), definition.columns(), comment, query));
            return Outcome.ok();
        });
    }
}

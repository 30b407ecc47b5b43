package io.nineveh.server.sql.views;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code DROP VIEW}. */
public record DropView(QualifiedName view, IfExists ifExists) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "DROP VIEW", "DROP VIEW [IF EXISTS] [database.]view", Privilege.DROP, "Drops a view; what it reads stays.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.DROP, context.object(view)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.database(view.database());
        return context.parts().catalog().change(change -> {
            boolean isThere = change.database(database)
                    .filter(found -> found.has(view.name()))
                    .isPresent();
            if (isThere) {
                change.dropView(database, view.name());
            } else if (ifExists == IfExists.REQUIRED) {
                change.requireDatabase(database);
                throw new SqlException(
                        ErrorCode.UNKNOWN_TABLE_IN_DROP, "Unknown table '%s.%s'".formatted(database, view.name()));
            }
            return Outcome.ok();
        });
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.ObjectNames;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code CREATE DATABASE}. */
public record CreateDatabase(String name, IfNotExists ifNotExists) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "CREATE DATABASE", "CREATE DATABASE [IF NOT EXISTS] name", Privilege.CREATE, "Creates a database.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onDatabase(Privilege.CREATE, name));
    }

    @Override
    public Outcome execute(StatementContext context) {
        ObjectNames.requireValid("database", name);
        context.parts().catalog().change(change -> {
            if (ifNotExists == IfNotExists.TOLERANT) {
                return change.database(name).orElseGet(() -> change.createDatabase(name));
            }
            return change.createDatabase(name);
        });
        return Outcome.ok();
    }
}

package io.nineveh.server.sql.jobs;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/** {@code CANCEL BACKUP}. */
public record CancelBackup(Optional<String> database) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "CANCEL BACKUP",
            "CANCEL BACKUP [FROM database]",
            Privilege.LOAD,
            "Cancels the running backup of a database.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onDatabase(Privilege.LOAD, context.database(database)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        context.parts().jobs().cancelBackup(context.database(database));
        return Outcome.ok();
    }
}

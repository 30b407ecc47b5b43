package io.nineveh.server.sql.jobs;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;
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
    public Outcome execute(StatementContext context) {
        context.parts().jobs().cancelBackup(context.database(database));
        return Outcome.ok();
    }
}

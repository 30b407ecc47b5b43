package io.nineveh.server.sql.jobs;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;
import java.util.Optional;

/** {@code CANCEL RESTORE}. */
public record CancelRestore(Optional<String> database) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "CANCEL RESTORE",
            "CANCEL RESTORE [FROM database]",
            Privilege.LOAD,
            "Cancels the running restore of a database.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public Outcome execute(StatementContext context) {
        context.parts().jobs().cancelRestore(context.database(database));
        return Outcome.ok();
    }
}

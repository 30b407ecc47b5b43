package io.nineveh.server.sql.loads;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/** {@code CANCEL EXPORT}. */
public record CancelExport(Optional<String> database, NameFilter labels) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "CANCEL EXPORT",
            "CANCEL EXPORT [FROM database] WHERE LABEL = \"label\" | LABEL LIKE \"pattern\"",
            Privilege.LOAD,
            "Cancels unfinished exports of a database.");

    public CancelExport {
        requireNonNull(database, "database");
        requireNonNull(labels, "labels");
    }

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
        context.parts()
                .dataJobs()
                .cancelExports(
                        context.database(database),
                        job -> labels.matches(job.identity().label()));
        return Outcome.ok();
    }
}

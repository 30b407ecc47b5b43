package io.nineveh.server.sql.loads;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.load.DataJobs;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code CANCEL LOAD} and {@code CANCEL EXPORT}. */
public record CancelJobs(Kind kind, Optional<String> database, NameFilter labels) implements Statement {

    /** What is cancelled. */
    public enum Kind {
        LOAD,
        EXPORT;

        /** The statement that cancels it. */
        public StatementForm form() {
            return new StatementForm(
                    "CANCEL " + name(),
                    "CANCEL %s [FROM database] WHERE LABEL = \"label\" | LABEL LIKE \"pattern\"".formatted(name()),
                    Privilege.LOAD,
                    "Cancels unfinished %ss of a database.".formatted(name().toLowerCase(Locale.ROOT)));
        }
    }

    public CancelJobs {
        requireNonNull(kind, "kind");
        requireNonNull(database, "database");
        requireNonNull(labels, "labels");
    }

    @Override
    public StatementForm form() {
        return kind.form();
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onDatabase(Privilege.LOAD, context.database(database)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        DataJobs jobs = context.parts().dataJobs();
        switch (kind) {
            case LOAD -> jobs.cancelLoads(context.database(database), labels::matches);
            case EXPORT -> jobs.cancelExports(context.database(database), labels::matches);
        }
        return Outcome.ok();
    }
}

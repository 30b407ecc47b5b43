package io.nineveh.server.sql.jobs;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.job.RestoreObject;
import io.nineveh.backup.job.RestoreRequest;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;

/** {@code RESTORE SNAPSHOT}. */
public record RestoreSnapshot(QualifiedName label, String repository, Selection selection, RestoreProperties properties)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "RESTORE SNAPSHOT",
            "RESTORE SNAPSHOT [database.]label FROM repository [ON (table [PARTITION (p, …)] [AS alias], …)] [PROPERTIES (\"backup_timestamp\" = \"…\", …)]",
            Privilege.LOAD,
            "Starts a restore of a snapshot, or of tables and partitions of it.");

    public RestoreSnapshot {
        if (selection.kind() == Selection.Kind.EXCLUDE) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED, "RESTORE with EXCLUDE is not supported yet: list the tables with ON");
        }
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.database(label.database());
        long unused = context.parts()
                .jobs()
                .restore(new RestoreRequest(
                        database,
                        label.name(),
                        repository,
                        properties.timestamp(),
                        selection.tables().stream()
                                .map(table -> new RestoreObject(table.name(), table.partitions(), table.alias()))
                                .toList(),
                        properties.replicationNum(),
                        properties.timeout()));
        return Outcome.ok();
    }
}

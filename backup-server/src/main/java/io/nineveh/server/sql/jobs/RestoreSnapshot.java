package io.nineveh.server.sql.jobs;

import io.nineveh.backup.job.RestoreObject;
import io.nineveh.backup.job.RestoreRequest;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.stream.Stream;

/** {@code RESTORE SNAPSHOT}. */
public record RestoreSnapshot(QualifiedName label, String repository, Selection selection, RestoreProperties properties)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "RESTORE SNAPSHOT",
            "RESTORE SNAPSHOT [database.]label FROM repository [{ON | EXCLUDE} (table [PARTITION (p, …)] [AS alias], …)] [PROPERTIES (\"backup_timestamp\" = \"…\", …)]",
            Privilege.LOAD,
            "Starts a restore of a snapshot, or of tables, views and partitions of it.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onDatabase(Privilege.LOAD, context.database(label.database())));
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
                        listed(Selection.Kind.ON)
                                .map(table -> new RestoreObject(table.name(), table.partitions(), table.alias()))
                                .toList(),
                        listed(Selection.Kind.EXCLUDE).map(SelectedTable::name).toList(),
                        properties.options(),
                        properties.replicationNum(),
                        properties.timeout()));
        return Outcome.ok();
    }

    private Stream<SelectedTable> listed(Selection.Kind kind) {
        return selection.kind() == kind ? selection.tables().stream() : Stream.empty();
    }
}

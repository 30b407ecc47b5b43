package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.SchemaChange;
import java.util.List;

/** {@code ALTER TABLE … ADD COLUMN} and its kin, several at once. */
public record AlterColumns(QualifiedName table, List<ColumnChange> changes) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table {ADD COLUMN column TYPE … [FIRST | AFTER column] | DROP COLUMN column | MODIFY COLUMN column TYPE … [FIRST | AFTER column] | RENAME COLUMN column new_name}, …",
            Privilege.ALTER,
            "Changes the columns of a table; writes its rows anew.");

    public AlterColumns {
        changes = List.copyOf(changes);
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.ALTER, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        context.parts()
                .engine()
                .alter(
                        context.meant(table).database(),
                        table.name(),
                        this::changed,
                        context.parts().droppedTablets()::dropTablets);
        return Outcome.ok();
    }

    private SchemaChange changed(Table now) {
        if (!now.temporaryPartitions().isEmpty()) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "Columns cannot be changed while table '%s' has temporary partitions; let them replace others, or drop them first"
                            .formatted(now.name()));
        }
        ColumnDraft draft = new ColumnDraft(now);
        changes.forEach(draft::make);
        SchemaChange change = draft.finish();
        TableIndexes.requireFit(change.appliedTo(now));
        return change;
    }
}

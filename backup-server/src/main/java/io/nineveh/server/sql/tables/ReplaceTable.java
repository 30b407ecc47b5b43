package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ALTER TABLE … REPLACE WITH TABLE}: in one change, so that whoever reads the name has one of the two tables.
 *
 * @param other a table of the same database
 */
public record ReplaceTable(QualifiedName table, String other, Fate fate) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table REPLACE WITH TABLE other [PROPERTIES (\"swap\" = \"true\" | \"false\")]",
            "ALTER_PRIV on both tables; without a swap DROP_PRIV on the one that is replaced, too",
            "Puts another table in the place of a table: the two exchange their names, or the replaced one is dropped.");

    private static final String MEANWHILE = "replaced table ";

    /** What becomes of the table that is replaced. */
    public enum Fate {
        /** It gets the name of the other. */
        SWAPPED,
        DROPPED
    }

    public ReplaceTable {
        requireNonNull(table, "table");
        requireNonNull(other, "other");
        requireNonNull(fate, "fate");
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        TableName replaced = context.object(table);
        List<Need> needs = new ArrayList<>(List.of(
                Need.onObject(Privilege.ALTER, replaced),
                Need.onObject(Privilege.ALTER, new TableName(replaced.database(), other))));
        if (fate == Fate.DROPPED) {
            needs.add(Need.onObject(Privilege.DROP, replaced));
        }
        return needs;
    }

    @Override
    public Outcome execute(StatementContext context) {
        TableName replaced = context.object(table);
        if (replaced.table().equals(other)) {
            throw new RefusedException(
                    Reason.INVALID, "Table '%s' cannot be replaced by itself; name another one".formatted(other));
        }
        List<Partition> dropped = context.parts()
                .catalog()
                .change(change -> fate == Fate.SWAPPED ? swap(replaced, change) : drop(replaced, change));
        context.parts().droppedTablets().drop(dropped);
        return Outcome.ok();
    }

    private List<Partition> swap(TableName replaced, CatalogChange change) {
        change.requireTable(replaced.database(), other);
        change.renameTable(replaced.database(), replaced.table(), MEANWHILE + replaced.table());
        change.renameTable(replaced.database(), other, replaced.table());
        change.renameTable(replaced.database(), MEANWHILE + replaced.table(), other);
        return List.of();
    }

    private List<Partition> drop(TableName replaced, CatalogChange change) {
        change.requireTable(replaced.database(), other);
        List<Partition> dropped =
                change.dropTable(replaced.database(), replaced.table()).allPartitions();
        change.renameTable(replaced.database(), other, replaced.table());
        return dropped;
    }
}

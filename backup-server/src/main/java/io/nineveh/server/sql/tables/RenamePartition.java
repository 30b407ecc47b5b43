package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.Partitioning.Kind;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.ObjectNames;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code ALTER TABLE … RENAME PARTITION}. */
public record RenamePartition(QualifiedName table, String partition, String newName) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table RENAME PARTITION name new_name",
            Privilege.ALTER,
            "Gives a partition another name.");

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
        ObjectNames.requireValid("partition", newName);
        String database = context.meant(table).database();
        context.parts().catalog().change(change -> {
            Table after = renamed(change.requireTable(database, table.name()));
            change.replaceTable(database, after);
            return after;
        });
        return Outcome.ok();
    }

    private Table renamed(Table before) {
        if (before.partitioning().kind() == Kind.UNPARTITIONED) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Table [%s] is single partitioned. no need to rename partition name: it is that of the table"
                            .formatted(before.name()));
        }
        Partition old = PartitionNames.require(PartitionKind.FORMAL, before, partition);
        if (before.allPartitions().stream().anyMatch(other -> other.name().equals(newName))) {
            throw new RefusedException(
                    Reason.INVALID, "Partition name[%s] is already used; choose another".formatted(newName));
        }
        return before.withPartitions(before.partitions().stream()
                .map(other -> other.id() == old.id() ? other.withName(newName) : other)
                .toList());
    }
}

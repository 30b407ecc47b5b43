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
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/** {@code ALTER TABLE}. */
public record DropPartition(QualifiedName table, PartitionKind kind, String partition, IfExists ifExists)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table DROP [TEMPORARY] PARTITION [IF EXISTS] name",
            Privilege.ALTER,
            "Drops a partition of a table with its rows.");

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
        String database = context.meant(table).database();
        Optional<Partition> dropped = context.parts().catalog().change(change -> {
            Table now = change.requireTable(database, table.name());
            if (now.partitioning().kind() == Kind.UNPARTITIONED) {
                throw new RefusedException(
                        Reason.INVALID,
                        "Table '%s' is not partitioned; DROP TABLE drops it as a whole".formatted(table.name()));
            }
            if (kind == PartitionKind.FORMAL) {
                DynamicPartitionRule.requireManual(now);
            }
            Table before = kind.of(now);
            Optional<Partition> found = ifExists == IfExists.TOLERANT
                    ? before.partition(partition)
                    : Optional.of(PartitionNames.require(kind, now, partition));
            found.ifPresent(gone -> change.replaceTable(
                    database,
                    kind.of(before.withPartitions(before.partitions().stream()
                            .filter(other -> other.id() != gone.id())
                            .toList()))));
            return found;
        });
        context.parts().droppedTablets().drop(dropped.stream().toList());
        return Outcome.ok();
    }
}

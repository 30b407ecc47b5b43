package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.ServerParts;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code ALTER TABLE}. */
public record AddPartition(QualifiedName table, PartitionDefinition partition) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table ADD PARTITION [IF NOT EXISTS] name VALUES …",
            Privilege.ALTER,
            "Adds a partition to a table.");

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
        ServerParts parts = context.parts();
        String database = context.database(table.database());
        Table before = parts.catalog().requireTable(database, table.name());
        DynamicPartitionRule.requireManual(before);
        List<NamedRange> added = TablePartitions.of(before).resolve(List.of(partition));
        if (added.isEmpty()) {
            return Outcome.ok();
        }
        List<Partition> created = parts.catalog()
                .change(change -> Tablets.plan(change, parts.tablets().backendId(), before, added));
        Tablets.createAll(
                parts.tablets(),
                created,
                () -> parts.catalog().change(change -> {
                    Table now = change.requireTable(database, table.name());
                    DynamicPartitionRule.requireManual(now);
                    if (now.id() != before.id()
                            || !TablePartitions.of(now)
                                    .resolve(List.of(partition))
                                    .equals(added)) {
                        throw new RefusedException(
                                Reason.WRONG_STATE,
                                "The partitions of table '%s' changed meanwhile; try again".formatted(table.name()));
                    }
                    change.replaceTable(database, now.withPartitions(RangePartitions.merge(now, created)));
                    return now;
                }));
        return Outcome.ok();
    }
}

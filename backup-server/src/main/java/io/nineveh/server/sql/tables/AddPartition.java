package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.PartitionKind;
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
public record AddPartition(QualifiedName table, PartitionKind kind, PartitionDefinition partition)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table ADD [TEMPORARY] PARTITION [IF NOT EXISTS] name VALUES …",
            Privilege.ALTER,
            "Adds a partition to a table, or a temporary one, which is not read until it replaces others.");

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
        String database = context.meant(table).database();
        Table before = parts.catalog().requireTable(database, table.name());
        new NewPartitions(parts.catalog(), parts.tablets()).add(database, before, kind, this::added);
        return Outcome.ok();
    }

    private List<NamedRange> added(Table now) {
        if (kind == PartitionKind.FORMAL) {
            DynamicPartitionRule.requireManual(now);
        }
        return TablePartitions.of(now).resolve(List.of(partition));
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.RowSelection;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code SHOW PARTITIONS}. */
public record ShowPartitions(QualifiedName table, PartitionKind kind, RowSelection selection) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW PARTITIONS",
            "SHOW [TEMPORARY] PARTITIONS FROM [database.]table [WHERE column {= | LIKE | <} \"…\" [AND …]] [ORDER BY column [DESC], …] [LIMIT [offset,] n]",
            StatementForm.ANY_ON_TABLE,
            "Lists the partitions of a table, or its temporary ones.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.toSeeObject(context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        Table shown =
                context.parts().catalog().requireTable(context.meant(table).database(), table.name());
        TextTable result = TextTable.of(
                "PartitionId",
                "PartitionName",
                "VisibleVersion",
                "VisibleVersionTime",
                "State",
                "PartitionKey",
                "Range",
                "DistributionKey",
                "Buckets",
                "ReplicationNum",
                "StorageMedium",
                "CooldownTime",
                "RemoteStoragePolicy",
                "LastConsistencyCheckTime",
                "DataSize",
                "IsInMemory",
                "ReplicaAllocation",
                "IsMutable",
                "SyncWithBaseTables",
                "UnsyncTables",
                "CommittedVersion",
                "RowCount");
        for (Partition partition : kind.of(shown).partitions()) {
            Tablets.Totals totals = Tablets.totals(context.parts().tablets(), List.of(partition));
            int replicas = Tablets.replicationNum(partition);
            result.row(
                    partition.id(),
                    partition.name(),
                    partition.visibleVersion(),
                    Cells.time(partition.visibleVersionTime(), context.parts().zone()),
                    "NORMAL",
                    String.join(", ", shown.partitioning().columns()),
                    TableText.range(partition.range()),
                    shown.distribution().columns().isEmpty()
                            ? "RANDOM"
                            : String.join(", ", shown.distribution().columns()),
                    partition.indexes().get(0).tablets().size(),
                    replicas,
                    Cells.NONE,
                    Cells.NONE,
                    Cells.NONE,
                    Cells.NONE,
                    Cells.bytes(totals.bytes()),
                    false,
                    "tag.location.default: " + replicas,
                    true,
                    Cells.NONE,
                    Cells.NONE,
                    partition.visibleVersion(),
                    totals.rows());
        }
        return result.only(selection).outcome();
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.Replica;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.Tablet;
import io.nineveh.backup.user.Privilege;
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

/** {@code SHOW TABLETS}. */
public record ShowTablets(QualifiedName table, List<String> partitions, RowSelection selection) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW TABLETS",
            "SHOW TABLETS FROM [database.]table [PARTITION (p, …)] [WHERE column {= | LIKE | <} \"…\" [AND …]] [ORDER BY column [DESC], …] [LIMIT [offset,] n]",
            Privilege.ADMIN,
            "Lists the tablets of a table.");

    public ShowTablets {
        partitions = List.copyOf(partitions);
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.admin());
    }

    @Override
    public Outcome execute(StatementContext context) {
        Table shown =
                context.parts().catalog().requireTable(context.meant(table).database(), table.name());
        TextTable result = TextTable.of(
                "TabletId",
                "ReplicaId",
                "BackendId",
                "SchemaHash",
                "Version",
                "LstSuccessVersion",
                "LstFailedVersion",
                "LstFailedTime",
                "LocalDataSize",
                "RemoteDataSize",
                "RowCount",
                "State",
                "LstConsistencyCheckTime",
                "CheckVersion",
                "VersionCount",
                "QueryHits",
                "PathHash",
                "MetaUrl",
                "CompactionStatus",
                "CooldownReplicaId",
                "CooldownMetaId");
        for (Partition partition : PartitionNames.formal(partitions).in(shown)) {
            for (MaterializedIndex index : partition.indexes()) {
                for (Tablet tablet : index.tablets()) {
                    Tablets.Totals totals = Tablets.totals(context.parts().tablets(), partition, index, tablet);
                    for (Replica replica : tablet.replicas()) {
                        result.row(
                                tablet.id(),
                                replica.id(),
                                replica.backendId(),
                                index.schemaHash(),
                                partition.visibleVersion(),
                                partition.visibleVersion(),
                                -1,
                                Cells.NONE,
                                totals.bytes(),
                                0,
                                totals.rows(),
                                "NORMAL",
                                Cells.NONE,
                                -1,
                                Cells.NONE,
                                Cells.NONE,
                                Cells.NONE,
                                Cells.NONE,
                                Cells.NONE,
                                Cells.NONE,
                                Cells.NONE);
                    }
                }
            }
        }
        return result.only(selection).outcome();
    }
}

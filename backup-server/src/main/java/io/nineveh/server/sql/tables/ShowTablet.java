package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code SHOW TABLET}. */
public record ShowTablet(long id) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW TABLET", "SHOW TABLET id", Privilege.ADMIN, "Shows which table and partition a tablet belongs to.");

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
        for (Database database : context.parts().catalog().databases()) {
            for (Table table : database.tables()) {
                for (Partition partition : table.allPartitions()) {
                    for (MaterializedIndex index : partition.indexes()) {
                        if (index.tablets().stream().anyMatch(tablet -> tablet.id() == id)) {
                            return outcome(database, table, partition, index);
                        }
                    }
                }
            }
        }
        throw new RefusedException(
                Reason.INVALID, "Unknown tablet %d; SHOW TABLETS FROM lists those of a table".formatted(id));
    }

    private Outcome outcome(Database database, Table table, Partition partition, MaterializedIndex index) {
        return TextTable.of(
                        "DbName",
                        "TableName",
                        "PartitionName",
                        "IndexName",
                        "DbId",
                        "TableId",
                        "PartitionId",
                        "IndexId",
                        "IsSync",
                        "DetailCmd")
                .row(
                        database.name(),
                        table.name(),
                        partition.name(),
                        index.name(),
                        database.id(),
                        table.id(),
                        partition.id(),
                        index.id(),
                        true,
                        "SHOW TABLETS FROM %s.%s PARTITION (%s) WHERE TabletId = %d;"
                                .formatted(
                                        SqlText.quoteName(database.name()),
                                        SqlText.quoteName(table.name()),
                                        SqlText.quoteName(partition.name()),
                                        id))
                .outcome();
    }
}

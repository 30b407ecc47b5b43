package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;
import io.nineveh.server.sql.TextTable;
import java.util.List;
import java.util.Optional;

/** {@code SHOW DATA}. */
public record ShowData(Optional<QualifiedName> table) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW DATA",
            "SHOW DATA [FROM [database.]table]",
            Privilege.NONE,
            "Shows how many bytes the tables take up.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public Outcome execute(StatementContext context) {
        TextTable result = TextTable.of("TableName", "Size", "ReplicaCount", "RowCount");
        Database database =
                context.parts().catalog().requireDatabase(context.database(table.flatMap(QualifiedName::database)));
        List<Table> tables = table.isPresent()
                ? List.of(context.parts()
                        .catalog()
                        .requireTable(database.name(), table.orElseThrow().name()))
                : database.tables();
        Tablets.Totals all = new Tablets.Totals(0, 0, 0);
        for (Table shown : tables) {
            Tablets.Totals totals = Tablets.totals(context.parts().tablets(), shown.partitions());
            all = all.plus(totals);
            result.row(shown.name(), Cells.bytes(totals.bytes()), totals.replicas(), totals.rows());
        }
        if (table.isEmpty()) {
            result.row("Total", Cells.bytes(all.bytes()), all.replicas(), all.rows());
        }
        return result.outcome();
    }
}

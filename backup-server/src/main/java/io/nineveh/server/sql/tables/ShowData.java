package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.MaterializedIndex;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.EmbeddedTabletStore;
import io.nineveh.tablet.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code SHOW DATA}. */
public record ShowData(Optional<QualifiedName> table) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW DATA",
            "SHOW DATA [FROM [database.]table]",
            StatementForm.ANY_ON_TABLE,
            "Shows how many bytes the tables take up.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(table.map(named -> Need.toSeeObject(context.object(named)))
                .orElseGet(() -> Need.toSeeDatabase(context.database(Optional.empty()))));
    }

    @Override
    public Outcome execute(StatementContext context) {
        Database database = context.parts()
                .catalog()
                .requireDatabase(table.map(named -> context.meant(named).database())
                        .orElseGet(() -> context.database(Optional.empty())));
        return table.isPresent()
                ? ofTable(
                        context.parts()
                                .catalog()
                                .requireTable(database.name(), table.get().name()),
                        context.parts().tablets())
                : ofDatabase(database, context);
    }

    /** Of the tables that the user may see. There is no quota, so that nothing of one is left. */
    private static Outcome ofDatabase(Database database, StatementContext context) {
        TextTable result = TextTable.of("TableName", "Size", "ReplicaCount", "RowCount");
        List<Table> visible = database.tables().stream()
                .filter(one -> context.access().sees(new TableName(database.name(), one.name())))
                .toList();
        Tablets.Totals all = new Tablets.Totals(0, 0, 0);
        for (Table shown : visible) {
            Tablets.Totals totals = Tablets.totals(context.parts().tablets(), shown.partitions());
            all = all.plus(totals);
            result.row(shown.name(), Cells.bytes(totals.bytes()), totals.replicas(), totals.rows());
        }
        return result.row("Total", Cells.bytes(all.bytes()), all.replicas(), all.rows())
                .row("Quota", Cells.NONE, Cells.NONE, Cells.NONE)
                .row("Left", Cells.NONE, Cells.NONE, Cells.NONE)
                .outcome();
    }

    private static Outcome ofTable(Table table, EmbeddedTabletStore store) {
        TextTable result = TextTable.of("TableName", "IndexName", "Size", "ReplicaCount", "RowCount");
        Map<String, Tablets.Totals> indexes = new LinkedHashMap<>();
        indexes.put(table.name(), new Tablets.Totals(0, 0, 0));
        Tablets.Totals all = new Tablets.Totals(0, 0, 0);
        for (Partition partition : table.partitions()) {
            for (MaterializedIndex index : partition.indexes()) {
                Tablets.Totals totals = Tablets.totals(store, partition, index);
                all = all.plus(totals);
                indexes.merge(index.name(), totals, Tablets.Totals::plus);
            }
        }
        indexes.forEach((name, totals) -> result.row(
                name.equals(table.name()) ? table.name() : "",
                name,
                Cells.bytes(totals.bytes()),
                totals.replicas(),
                totals.rows()));
        return result.row("", "Total", Cells.bytes(all.bytes()), all.replicas(), "")
                .outcome();
    }
}

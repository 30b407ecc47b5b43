package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableIndex;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code SHOW INDEX}. As in Doris, cells of which an index says nothing are empty. */
public record ShowIndex(QualifiedName table) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW INDEX",
            "SHOW INDEX FROM [database.]table [FROM database] [WHERE …]",
            StatementForm.ANY_ON_TABLE,
            "Lists the indexes of a table.");

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
        TextTable indexes = TextTable.of(
                "Table",
                "Non_unique",
                "Key_name",
                "Seq_in_index",
                "Column_name",
                "Collation",
                "Cardinality",
                "Sub_part",
                "Packed",
                "Null",
                "Index_type",
                "Comment",
                "Properties");
        for (TableIndex index : shown.indexes()) {
            indexes.row(
                    shown.name(),
                    "",
                    index.name(),
                    "",
                    String.join(",", index.columns()),
                    "",
                    "",
                    "",
                    "",
                    "",
                    index.kind(),
                    index.comment(),
                    TableText.indexProperties(index));
        }
        return indexes.outcome();
    }
}

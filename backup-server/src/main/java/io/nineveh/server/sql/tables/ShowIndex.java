package io.nineveh.server.sql.tables;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code SHOW INDEX}. There are no indexes yet, so that the list is empty. */
public record ShowIndex(QualifiedName table) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW INDEX",
            "SHOW INDEX FROM [database.]table [FROM database]",
            StatementForm.ANY_ON_TABLE,
            "Lists the indexes of a table: there are none yet.");

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
        context.parts().catalog().requireTable(context.database(table.database()), table.name());
        return TextTable.of(
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
                        "Properties")
                .outcome();
    }
}

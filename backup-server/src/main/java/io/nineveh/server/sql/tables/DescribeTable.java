package io.nineveh.server.sql.tables;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/** {@code DESC}. */
public record DescribeTable(QualifiedName table) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "DESC", "DESC [database.]table", StatementForm.ANY_ON_TABLE, "Lists the columns of a table or view.");

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
        TextTable result = TextTable.of("Field", "Type", "Null", "Key", "Default", "Extra");
        for (ShownColumn column : ShownColumn.of(table, context)) {
            result.rowWithNulls(List.of(
                    Optional.of(column.name()),
                    Optional.of(column.type().toString()),
                    Optional.of(column.isNullable() ? "Yes" : "No"),
                    Optional.of(String.valueOf(column.isKey())),
                    column.defaultValue(),
                    Optional.of(column.aggregation().orElse(""))));
        }
        return result.outcome();
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Aggregation;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;
import io.nineveh.server.sql.TextTable;
import io.nineveh.tablet.QueryDescription;
import io.nineveh.tablet.ResultColumn;
import java.util.List;
import java.util.Optional;

/** {@code DESC}. */
public record DescribeTable(QualifiedName table) implements Statement {
    public static final StatementForm FORM =
            new StatementForm("DESC", "DESC [database.]table", Privilege.NONE, "Lists the columns of a table or view.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public Outcome execute(StatementContext context) {
        Database database = context.parts().catalog().requireDatabase(context.database(table.database()));
        Optional<View> view = database.view(table.name());
        return view.isPresent()
                ? describe(database, view.get(), context)
                : describe(context.parts().catalog().requireTable(database.name(), table.name()));
    }

    private static Outcome describe(Table described) {
        TextTable result = header();
        for (Column column : described.schema().columns()) {
            result.rowWithNulls(List.of(
                    Optional.of(column.name()),
                    Optional.of(column.type().toString()),
                    Optional.of(column.isNullable() ? "Yes" : "No"),
                    Optional.of(String.valueOf(column.isKey())),
                    column.defaultValue(),
                    Optional.of(
                            column.isKey()
                                    ? ""
                                    : column.aggregation()
                                            .map(Aggregation::name)
                                            .orElse("NONE"))));
        }
        return result.outcome();
    }

    /** What a view has depends on what its tables have now. */
    private static Outcome describe(Database database, View view, StatementContext context) {
        QueryDescription description = context.parts()
                .engine()
                .describe(Optional.of(database.name()), "SELECT * FROM " + SqlText.quoteName(view.name()));
        TextTable result = header();
        for (ResultColumn column : description.columns()) {
            result.rowWithNulls(List.of(
                    Optional.of(column.name()),
                    Optional.of(column.type().toString()),
                    Optional.of("Yes"),
                    Optional.of("false"),
                    Optional.empty(),
                    Optional.of("")));
        }
        return result.outcome();
    }

    private static TextTable header() {
        return TextTable.of("Field", "Type", "Null", "Key", "Default", "Extra");
    }
}

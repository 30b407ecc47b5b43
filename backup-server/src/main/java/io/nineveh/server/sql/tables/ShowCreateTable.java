package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import io.nineveh.server.sql.views.ShowCreateView;
import java.util.List;
import java.util.Optional;

/** {@code SHOW CREATE TABLE}. */
public record ShowCreateTable(QualifiedName table) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW CREATE TABLE",
            "SHOW CREATE TABLE [database.]table",
            StatementForm.ANY_ON_TABLE,
            "Shows the statement that would create a table, or view, again.");

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
        Database database =
                context.parts().catalog().requireDatabase(context.meant(table).database());
        Optional<View> view = database.view(table.name());
        if (view.isPresent()) {
            return ShowCreateView.outcome(view.get());
        }
        Table shown = context.parts().catalog().requireTable(database.name(), table.name());
        return TextTable.of("Table", "Create Table")
                .row(
                        shown.name(),
                        TableText.of(
                                context.access().temporaryTables().isPlace(database.name())
                                        ? "CREATE TEMPORARY TABLE"
                                        : "CREATE TABLE",
                                shown))
                .outcome();
    }
}

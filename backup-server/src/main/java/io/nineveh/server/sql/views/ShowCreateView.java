package io.nineveh.server.sql.views;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.catalog.View;
import io.nineveh.backup.catalog.View.ViewColumn;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code SHOW CREATE VIEW}. */
public record ShowCreateView(QualifiedName view) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW CREATE VIEW",
            "SHOW CREATE VIEW [database.]view",
            StatementForm.ANY_ON_TABLE,
            "Shows the statement that would create a view again.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.toSeeObject(context.object(view)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        View shown = context.parts().catalog().requireView(context.database(view.database()), view.name());
        return outcome(shown);
    }

    /** As SHOW CREATE TABLE answers for a view, too. */
    public static Outcome outcome(View view) {
        return TextTable.of("View", "Create View", "character_set_client", "collation_connection")
                .row(view.name(), text(view), "utf8mb4", "utf8mb4_0900_bin")
                .outcome();
    }

    private static String text(View view) {
        StringBuilder text = new StringBuilder("CREATE VIEW ").append(SqlText.quoteName(view.name()));
        if (!view.columns().isEmpty()) {
            text.append(view.columns().stream().map(ShowCreateView::column).collect(joining(",\n", " (\n", "\n)")));
        }
        text.append(comment("\n", view.comment()));
        return text.append("\nAS ").append(view.query()).append(';').toString();
    }

    private static String column(ViewColumn column) {
        return "  " + SqlText.quoteName(column.name()) + comment(" ", column.comment());
    }

    private static String comment(String before, String comment) {
        return comment.isEmpty() ? "" : before + "COMMENT " + SqlText.quoteString(comment);
    }
}

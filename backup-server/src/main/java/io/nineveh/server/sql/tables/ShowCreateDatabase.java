package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code SHOW CREATE DATABASE}. */
public record ShowCreateDatabase(String name) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW CREATE DATABASE",
            "SHOW CREATE DATABASE name",
            "any privilege on the database, or in it",
            "Shows the statement that would create a database again, without its tables.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.toSeeDatabase(name));
    }

    @Override
    public Outcome execute(StatementContext context) {
        Database database = context.parts().catalog().requireDatabase(name);
        return TextTable.of("Database", "Create Database")
                .row(database.name(), "CREATE DATABASE " + SqlText.quoteName(database.name()))
                .outcome();
    }
}

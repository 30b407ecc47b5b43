package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;
import io.nineveh.server.sql.TextTable;

/** {@code SHOW CREATE DATABASE}. */
public record ShowCreateDatabase(String name) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW CREATE DATABASE",
            "SHOW CREATE DATABASE name",
            Privilege.NONE,
            "Shows the statement that would create a database again, without its tables.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public Outcome execute(StatementContext context) {
        Database database = context.parts().catalog().requireDatabase(name);
        return TextTable.of("Database", "Create Database")
                .row(database.name(), "CREATE DATABASE " + SqlText.quoteName(database.name()))
                .outcome();
    }
}

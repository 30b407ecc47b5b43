package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;
import io.nineveh.server.sql.TextTable;

/** {@code SHOW DATABASES}. */
public record ShowDatabases(NameFilter names) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW DATABASES", "SHOW DATABASES [LIKE \"pattern\"]", Privilege.NONE, "Lists the databases.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public Outcome execute(StatementContext context) {
        TextTable table = TextTable.of("Database");
        context.parts().catalog().databases().stream()
                .map(Database::name)
                .filter(names::matches)
                .forEach(table::row);
        return table.outcome();
    }
}

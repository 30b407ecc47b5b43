package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code SHOW DATABASES}. */
public record ShowDatabases(NameFilter names) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW DATABASES",
            "SHOW DATABASES [LIKE \"pattern\" | WHERE …]",
            StatementForm.NOTHING,
            "Lists the databases that the user has a privilege on, or in.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of();
    }

    @Override
    public Outcome execute(StatementContext context) {
        TextTable table = TextTable.of("Database");
        context.parts().catalog().databases().stream()
                .map(Database::name)
                .filter(names::matches)
                .filter(name -> context.access().allows(Need.toSeeDatabase(name)))
                .forEach(table::row);
        return table.outcome();
    }
}

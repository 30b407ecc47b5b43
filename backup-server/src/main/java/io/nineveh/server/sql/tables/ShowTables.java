package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code SHOW TABLES}. */
public record ShowTables(Optional<String> database, NameFilter names) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW TABLES",
            "SHOW TABLES [FROM database] [LIKE \"pattern\"]",
            "any privilege on the database, or in it",
            "Lists the tables and views of a database that the user has a privilege on.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.toSeeDatabase(context.database(database)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        Database shown = context.parts().catalog().requireDatabase(context.database(database));
        TextTable table = TextTable.of("Tables_in_" + shown.name());
        Stream.concat(
                        shown.tables().stream().map(Table::name),
                        shown.views().stream().map(View::name))
                .filter(names::matches)
                .filter(name -> context.access().allows(Need.toSeeObject(new TableName(shown.name(), name))))
                .sorted()
                .forEach(table::row);
        return table.outcome();
    }
}

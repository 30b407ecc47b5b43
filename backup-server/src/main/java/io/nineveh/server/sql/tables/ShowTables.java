package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code SHOW TABLES}. */
public record ShowTables(Optional<String> database, Detail detail, NameFilter names) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW TABLES",
            "SHOW [FULL] TABLES [FROM database] [LIKE \"pattern\" | WHERE …]",
            "any privilege on the database, or in it",
            "Lists the tables and views of a database that the user has a privilege on, with FULL which of both they are.");

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
        Map<String, String> types = new TreeMap<>();
        shown.tables().forEach(table -> types.put(table.name(), "BASE TABLE"));
        shown.views().forEach(view -> types.put(view.name(), "VIEW"));
        types.keySet()
                .removeIf(name -> !names.matches(name) || !context.access().sees(new TableName(shown.name(), name)));
        return table(shown.name(), types).outcome();
    }

    private TextTable table(String database, Map<String, String> types) {
        String column = "Tables_in_" + database;
        if (detail == Detail.FULL) {
            TextTable table = TextTable.of(column, "Table_type");
            types.forEach(table::row);
            return table;
        }
        TextTable table = TextTable.of(column);
        types.keySet().forEach(table::row);
        return table;
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code SHOW TABLE STATUS}. What is not known is NULL. */
public record ShowTableStatus(Optional<String> database, NameFilter names) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW TABLE STATUS",
            "SHOW TABLE STATUS [FROM database] [LIKE \"pattern\" | WHERE …]",
            "any privilege on the database, or in it",
            "Lists the tables and views of a database with rows, sizes and times.");

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
        TextTable result = TextTable.of(
                "Name",
                "Engine",
                "Version",
                "Row_format",
                "Rows",
                "Avg_row_length",
                "Data_length",
                "Max_data_length",
                "Index_length",
                "Data_free",
                "Auto_increment",
                "Create_time",
                "Update_time",
                "Check_time",
                "Collation",
                "Checksum",
                "Create_options",
                "Comment");
        rows(shown, context).stream()
                .filter(row -> names.matches(row.get(0).orElseThrow()))
                .forEach(result::rowWithNulls);
        return result.outcome();
    }

    /** A row for each table and view that the user may see, in the order of their names. */
    public static List<List<Optional<String>>> rows(Database database, StatementContext context) {
        List<List<Optional<String>>> rows = new ArrayList<>();
        database.tables().stream()
                .filter(table -> isSeen(database, table.name(), context))
                .forEach(table -> rows.add(ofTable(table, context)));
        database.views().stream()
                .filter(view -> isSeen(database, view.name(), context))
                .forEach(view -> rows.add(ofView(view)));
        rows.sort(Comparator.comparing(row -> row.get(0).orElseThrow()));
        return rows;
    }

    private static boolean isSeen(Database database, String name, StatementContext context) {
        return context.access().sees(new TableName(database.name(), name));
    }

    private static List<Optional<String>> ofTable(Table table, StatementContext context) {
        Tablets.Totals totals = Tablets.totals(context.parts().tablets(), table.partitions());
        ZoneId zone = context.parts().zone();
        Optional<Instant> updated =
                table.partitions().stream().map(Partition::visibleVersionTime).max(Comparator.naturalOrder());
        List<Optional<String>> row = new ArrayList<>(
                List.of(Optional.of(table.name()), Optional.of("OLAP"), Optional.empty(), Optional.empty()));
        row.addAll(totals.lengths());
        row.addAll(List.of(
                Optional.empty(),
                Optional.empty(),
                updated.map(time -> Cells.time(time, zone)),
                Optional.empty(),
                Optional.of("utf8mb4_general_ci"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(table.comment())));
        return row;
    }

    private static List<Optional<String>> ofView(View view) {
        return List.of(
                Optional.of(view.name()),
                Optional.of("View"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(view.comment()));
    }
}

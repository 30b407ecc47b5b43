package io.nineveh.server.sql.tables;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code SHOW COLUMNS}. */
public record ShowColumns(QualifiedName table, Detail detail, NameFilter names) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW COLUMNS",
            "SHOW [FULL] COLUMNS FROM [database.]table [FROM database] [LIKE \"pattern\" | WHERE …]",
            StatementForm.ANY_ON_TABLE,
            "Lists the columns of a table or view, with FULL their comments too.");

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
        TextTable result = detail == Detail.FULL
                ? TextTable.of("Field", "Type", "Collation", "Null", "Key", "Default", "Extra", "Privileges", "Comment")
                : TextTable.of("Field", "Type", "Null", "Key", "Default", "Extra");
        ShownColumn.of(table, context).stream()
                .filter(column -> names.matches(column.name()))
                .forEach(column -> result.rowWithNulls(cells(column)));
        return result.outcome();
    }

    private List<Optional<String>> cells(ShownColumn column) {
        List<Optional<String>> cells = new ArrayList<>();
        cells.add(Optional.of(column.name()));
        cells.add(Optional.of(column.type().toString().toLowerCase(Locale.ROOT)));
        if (detail == Detail.FULL) {
            cells.add(Optional.of(""));
        }
        cells.add(Optional.of(column.isNullable() ? "YES" : "NO"));
        cells.add(Optional.of(column.isKey() ? "YES" : "NO"));
        cells.add(column.defaultValue());
        cells.add(Optional.of(column.aggregation().orElse("")));
        if (detail == Detail.FULL) {
            cells.add(Optional.of(""));
            cells.add(Optional.of(column.comment()));
        }
        return cells;
    }
}

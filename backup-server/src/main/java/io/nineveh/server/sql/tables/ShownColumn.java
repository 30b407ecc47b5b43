package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Aggregation;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.tablet.ReadGuard;
import io.nineveh.tablet.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A column of a table or view, as statements show it. */
public record ShownColumn(
        String name,
        ColumnType type,
        boolean isNullable,
        boolean isKey,
        Optional<String> defaultValue,
        Optional<String> aggregation,
        String comment) {

    /**
     * Those of a table or view, in their order.
     *
     * @throws io.nineveh.backup.RefusedException when there is none of that name, or a view does not fit what it reads
     */
    public static List<ShownColumn> of(QualifiedName name, StatementContext context) {
        Database database =
                context.parts().catalog().requireDatabase(context.meant(name).database());
        Optional<View> view = database.view(name.name());
        return view.isPresent()
                ? ofView(database, view.get(), context)
                : ofTable(context.parts().catalog().requireTable(database.name(), name.name()));
    }

    private static List<ShownColumn> ofTable(Table table) {
        return table.schema().columns().stream().map(ShownColumn::of).toList();
    }

    private static ShownColumn of(Column column) {
        return new ShownColumn(
                column.name(),
                column.type(),
                column.isNullable(),
                column.isKey(),
                column.defaultValue(),
                column.isKey()
                        ? Optional.empty()
                        : column.aggregation().map(Aggregation::name).or(() -> Optional.of("NONE")),
                column.comment());
    }

    /** What a view has depends on what its tables have now. */
    private static List<ShownColumn> ofView(Database database, View view, StatementContext context) {
        List<ResultColumn> described = context.parts()
                .engine()
                .describe(
                        Optional.of(database.name()), ReadGuard.NONE, "SELECT * FROM " + SqlText.quoteName(view.name()))
                .columns();
        List<ShownColumn> columns = new ArrayList<>();
        for (int i = 0; i < described.size(); i++) {
            columns.add(new ShownColumn(
                    described.get(i).name(),
                    described.get(i).type(),
                    true,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    i < view.columns().size() ? view.columns().get(i).comment() : ""));
        }
        return columns;
    }
}

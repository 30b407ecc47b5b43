package io.nineveh.server.sql.information;

import io.nineveh.backup.catalog.View;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.tablet.MadeTable;
import io.nineveh.tablet.TableName;
import java.util.List;
import java.util.Optional;

/** {@code information_schema.views}. */
final class Views {
    private Views() {}

    static MadeTable made(StatementContext context) {
        TableDraft table = TableDraft.of(
                "TABLE_CATALOG",
                "TABLE_SCHEMA",
                "TABLE_NAME",
                "VIEW_DEFINITION",
                "CHECK_OPTION",
                "IS_UPDATABLE",
                "DEFINER",
                "SECURITY_TYPE",
                "CHARACTER_SET_CLIENT",
                "COLLATION_CONNECTION");
        Schemata.seen(context)
                .forEach(database -> database.views().stream()
                        .filter(view -> context.access().sees(new TableName(database.name(), view.name())))
                        .forEach(view -> table.row(cells(database.name(), view))));
        return table.made();
    }

    /** Who made a view is not known, so that a user without a name did; it is read with the rights of who reads it. */
    private static List<Optional<String>> cells(String database, View view) {
        return List.of(
                TableDraft.CATALOG,
                Optional.of(database),
                Optional.of(view.name()),
                Optional.of(view.query()),
                Optional.of("NONE"),
                Optional.of("NO"),
                Optional.of("@"),
                Optional.of("INVOKER"),
                Schemata.CHARACTER_SET,
                Schemata.COLLATION);
    }
}

package io.nineveh.server.sql.information;

import io.nineveh.backup.catalog.Database;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.tables.ShowTableStatus;
import io.nineveh.tablet.MadeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code information_schema.tables}: tables and views, with what SHOW TABLE STATUS tells of them. */
final class Tables {
    private Tables() {}

    static MadeTable made(StatementContext context) {
        TableDraft table = TableDraft.of(
                "TABLE_CATALOG",
                "TABLE_SCHEMA",
                "TABLE_NAME",
                "TABLE_TYPE",
                "ENGINE",
                "VERSION:BIGINT",
                "ROW_FORMAT",
                "TABLE_ROWS:BIGINT",
                "AVG_ROW_LENGTH:BIGINT",
                "DATA_LENGTH:BIGINT",
                "MAX_DATA_LENGTH:BIGINT",
                "INDEX_LENGTH:BIGINT",
                "DATA_FREE:BIGINT",
                "AUTO_INCREMENT:BIGINT",
                "CREATE_TIME:DATETIME",
                "UPDATE_TIME:DATETIME",
                "CHECK_TIME:DATETIME",
                "TABLE_COLLATION",
                "CHECKSUM:BIGINT",
                "CREATE_OPTIONS",
                "TABLE_COMMENT");
        Schemata.seen(context)
                .forEach(database ->
                        ShowTableStatus.rows(database, context).forEach(status -> table.row(cells(database, status))));
        return table.made();
    }

    private static List<Optional<String>> cells(Database database, List<Optional<String>> status) {
        String name = status.get(0).orElseThrow();
        List<Optional<String>> cells = new ArrayList<>(List.of(
                TableDraft.CATALOG,
                Optional.of(database.name()),
                Optional.of(name),
                Optional.of(database.view(name).isPresent() ? "VIEW" : "BASE TABLE")));
        cells.addAll(status.subList(1, status.size()));
        return cells;
    }
}

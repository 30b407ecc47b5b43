package io.nineveh.server.sql.information;

import io.nineveh.backup.catalog.Database;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.MadeTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code information_schema.schemata}: the databases. */
final class Schemata {
    static final Optional<String> CHARACTER_SET = Optional.of("utf8mb4");
    static final Optional<String> COLLATION = Optional.of("utf8mb4_general_ci");

    private Schemata() {}

    /** Those that the user may see, in the order of their names. */
    static Stream<Database> seen(StatementContext context) {
        return context.parts().catalog().databases().stream()
                .filter(database -> context.access().allows(Need.toSeeDatabase(database.name())));
    }

    static MadeTable made(StatementContext context) {
        TableDraft table = TableDraft.of(
                "CATALOG_NAME",
                "SCHEMA_NAME",
                "DEFAULT_CHARACTER_SET_NAME",
                "DEFAULT_COLLATION_NAME",
                "SQL_PATH",
                "DEFAULT_ENCRYPTION");
        seen(context)
                .forEach(database -> table.row(List.of(
                        TableDraft.CATALOG,
                        Optional.of(database.name()),
                        CHARACTER_SET,
                        COLLATION,
                        Optional.empty(),
                        Optional.of("NO"))));
        return table.made();
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/** {@code DROP DATABASE}. */
public record DropDatabase(String name, IfExists ifExists) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "DROP DATABASE", "DROP DATABASE [IF EXISTS] name", Privilege.DROP, "Drops a database with its tables.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onDatabase(Privilege.DROP, name));
    }

    @Override
    public Outcome execute(StatementContext context) {
        Optional<Database> dropped = context.parts()
                .catalog()
                .change(change -> change.database(name).map(database -> change.dropDatabase(name)));
        if (dropped.isEmpty() && ifExists == IfExists.REQUIRED) {
            throw new SqlException(
                    ErrorCode.UNKNOWN_DATABASE_IN_DROP,
                    "Can't drop database '%s'; database doesn't exist".formatted(name));
        }
        dropped.ifPresent(database -> database.tables()
                .forEach(table -> context.parts().droppedTablets().drop(table.allPartitions())));
        return Outcome.ok();
    }
}

package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/** {@code DROP TABLE}. */
public record DropTable(QualifiedName table, IfExists ifExists) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "DROP TABLE", "DROP TABLE [IF EXISTS] [database.]table", Privilege.DROP, "Drops a table with its rows.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.DROP, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.meant(table).database();
        Optional<Table> dropped = context.parts()
                .catalog()
                .change(change -> change.database(database)
                        .filter(found -> found.has(table.name()))
                        .map(found -> change.dropTable(database, table.name())));
        if (dropped.isEmpty() && ifExists == IfExists.REQUIRED) {
            context.parts().catalog().requireDatabase(database);
            throw new SqlException(
                    ErrorCode.UNKNOWN_TABLE_IN_DROP, "Unknown table '%s.%s'".formatted(database, table.name()));
        }
        dropped.ifPresent(found -> context.parts().droppedTablets().drop(found.allPartitions()));
        return Outcome.ok();
    }
}

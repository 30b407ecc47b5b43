package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code INSERT INTO}. */
public record InsertInto(QualifiedName table, List<String> columns, PartitionNames partitions, String source)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "INSERT INTO",
            "INSERT INTO [database.]table [[TEMPORARY] PARTITION (p, …)] [(column, …)] {VALUES (…), … | SELECT …}",
            Privilege.LOAD,
            "Adds rows to a table: all of them or none.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.LOAD, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        long rows = context.parts()
                .engine()
                .insert(
                        context.meant(table).database(),
                        table.name(),
                        columns,
                        partitions,
                        context.session().database(),
                        context.access(),
                        source);
        return new Outcome.Ok(rows, "");
    }
}

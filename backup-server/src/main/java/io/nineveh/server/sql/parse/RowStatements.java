package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DeleteFromContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.InsertIntoContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitionNamesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SelectContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.UpdateRowsContext;
import io.nineveh.server.sql.tables.DeleteFrom;
import io.nineveh.server.sql.tables.InsertInto;
import io.nineveh.server.sql.tables.Select;
import io.nineveh.server.sql.tables.UpdateRows;
import java.util.List;

/** The statements about rows. */
final class RowStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(InsertInto.FORM, DeleteFrom.FORM, UpdateRows.FORM, Select.FORM);

    @Override
    public Statement visitInsertInto(InsertIntoContext context) {
        List<PartitionNamesContext> partitions = context.partitionNames();
        if (partitions.size() > 1) {
            throw new RefusedException(Reason.INVALID, "INSERT INTO names its partitions twice; name them once");
        }
        return new InsertInto(
                Names.qualifiedName(context.qualifiedName()),
                Names.names(context.identifierList()),
                partitions.isEmpty() ? PartitionNames.ALL : Names.partitions(partitions.get(0)),
                Names.text(context.source()));
    }

    @Override
    public Statement visitDeleteFrom(DeleteFromContext context) {
        return new DeleteFrom(
                Names.qualifiedName(context.qualifiedName()),
                Names.names(context.partitionNames()),
                Names.text(context.conditionText()));
    }

    @Override
    public Statement visitUpdateRows(UpdateRowsContext context) {
        return new UpdateRows(
                Names.qualifiedName(context.qualifiedName()),
                Names.values(context.assignment()),
                Names.text(context.conditionText()));
    }

    @Override
    public Statement visitSelect(SelectContext context) {
        return new Select(Names.text(context));
    }
}

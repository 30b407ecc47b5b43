package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ModifyTableCommentContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RenamePartitionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RenameTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SetTablePropertiesContext;
import io.nineveh.server.sql.tables.ModifyTableComment;
import io.nineveh.server.sql.tables.RenamePartition;
import io.nineveh.server.sql.tables.RenameTable;
import io.nineveh.server.sql.tables.SetTableProperties;
import java.util.List;

/** The statements that change a table as a whole: its names and properties. */
final class TableChangeStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS =
            List.of(SetTableProperties.FORM, RenameTable.FORM, RenamePartition.FORM, ModifyTableComment.FORM);

    @Override
    public Statement visitSetTableProperties(SetTablePropertiesContext context) {
        return new SetTableProperties(
                Names.qualifiedName(context.qualifiedName()), Names.properties(context.property()));
    }

    @Override
    public Statement visitRenameTable(RenameTableContext context) {
        return new RenameTable(Names.qualifiedName(context.qualifiedName()), Names.name(context.identifier()));
    }

    @Override
    public Statement visitRenamePartition(RenamePartitionContext context) {
        return new RenamePartition(
                Names.qualifiedName(context.qualifiedName()),
                Names.name(context.identifier(0)),
                Names.name(context.identifier(1)));
    }

    @Override
    public Statement visitModifyTableComment(ModifyTableCommentContext context) {
        return new ModifyTableComment(
                Names.qualifiedName(context.qualifiedName()), TableParts.comment(context.comment()));
    }
}

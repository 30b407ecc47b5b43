package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AddColumnContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AddColumnsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AlterColumnsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ColumnPositionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropColumnContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ModifyColumnContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ModifyTableCommentContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RenameColumnContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RenamePartitionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RenameTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ReplaceTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SetTablePropertiesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.TruncateTableContext;
import io.nineveh.server.sql.tables.AlterColumns;
import io.nineveh.server.sql.tables.ColumnChange;
import io.nineveh.server.sql.tables.ModifyTableComment;
import io.nineveh.server.sql.tables.RenamePartition;
import io.nineveh.server.sql.tables.RenameTable;
import io.nineveh.server.sql.tables.ReplaceTable;
import io.nineveh.server.sql.tables.SetTableProperties;
import io.nineveh.server.sql.tables.TruncateTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements that change a table as a whole: its names, its properties, all of its rows. */
final class TableChangeStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(
            SetTableProperties.FORM,
            RenameTable.FORM,
            RenamePartition.FORM,
            ModifyTableComment.FORM,
            ReplaceTable.FORM,
            AlterColumns.FORM,
            TruncateTable.FORM);

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

    @Override
    public Statement visitTruncateTable(TruncateTableContext context) {
        return new TruncateTable(Names.qualifiedName(context.qualifiedName()), Names.names(context.partitionNames()));
    }

    @Override
    public Statement visitReplaceTable(ReplaceTableContext context) {
        Map<String, String> properties = new HashMap<>(Names.properties(context.properties()));
        String swap = Optional.ofNullable(properties.remove("swap")).orElse("true");
        if (!properties.isEmpty() || !List.of("true", "false").contains(swap)) {
            throw new RefusedException(
                    Reason.INVALID,
                    "REPLACE WITH TABLE has the property \"swap\" alone, which is \"true\" or \"false\"; it does not take %s"
                            .formatted(properties.isEmpty() ? "\"%s\"".formatted(swap) : properties.keySet()));
        }
        return new ReplaceTable(
                Names.qualifiedName(context.qualifiedName()),
                Names.name(context.identifier()),
                swap.equals("true") ? ReplaceTable.Fate.SWAPPED : ReplaceTable.Fate.DROPPED);
    }

    @Override
    public Statement visitAlterColumns(AlterColumnsContext context) {
        return new AlterColumns(
                Names.qualifiedName(context.qualifiedName()),
                context.columnChange().stream()
                        .flatMap(change -> change.accept(new ColumnChanges()).stream())
                        .toList());
    }

    private static final class ColumnChanges extends NinevehSqlBaseVisitor<List<ColumnChange>> {
        @Override
        public List<ColumnChange> visitAddColumn(AddColumnContext context) {
            return List.of(new ColumnChange.Add(
                    TableParts.column(context.columnDefinition()), position(context.columnPosition())));
        }

        @Override
        public List<ColumnChange> visitAddColumns(AddColumnsContext context) {
            return context.columnDefinition().stream()
                    .map(TableParts::column)
                    .<ColumnChange>map(column -> new ColumnChange.Add(column, Optional.empty()))
                    .toList();
        }

        @Override
        public List<ColumnChange> visitDropColumn(DropColumnContext context) {
            return List.of(new ColumnChange.Drop(Names.name(context.identifier())));
        }

        @Override
        public List<ColumnChange> visitModifyColumn(ModifyColumnContext context) {
            return List.of(new ColumnChange.Modify(
                    TableParts.column(context.columnDefinition()), position(context.columnPosition())));
        }

        @Override
        public List<ColumnChange> visitRenameColumn(RenameColumnContext context) {
            return List.of(
                    new ColumnChange.Rename(Names.name(context.identifier(0)), Names.name(context.identifier(1))));
        }

        private static Optional<ColumnChange.Position> position(ColumnPositionContext context) {
            return Optional.ofNullable(context)
                    .map(present -> present.identifier() == null
                            ? ColumnChange.Position.FIRST
                            : new ColumnChange.Position(Optional.of(Names.name(present.identifier()))));
        }
    }
}

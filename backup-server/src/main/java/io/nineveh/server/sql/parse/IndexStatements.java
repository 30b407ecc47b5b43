package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AddIndexContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AlterIndexesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ChangeRollupsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateIndexContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropIndexContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.MaterializedViewContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RemoveIndexContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowIndexContext;
import io.nineveh.server.sql.tables.ChangeIndexes;
import io.nineveh.server.sql.tables.IndexChange;
import io.nineveh.server.sql.tables.ShowIndex;
import java.util.List;

/** The statements about the indexes of tables. */
final class IndexStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS =
            List.of(ChangeIndexes.CREATE, ChangeIndexes.DROP, ChangeIndexes.ALTER, ShowIndex.FORM);

    @Override
    public Statement visitCreateIndex(CreateIndexContext context) {
        IndexChange add = new IndexChange.Add(
                Names.ifNotExists(context.ifNotExists()),
                IndexParts.index(
                        Names.name(context.identifier()),
                        Names.names(context.identifierList()),
                        context.indexOptions()));
        return new ChangeIndexes(ChangeIndexes.CREATE, Names.qualifiedName(context.qualifiedName()), List.of(add));
    }

    @Override
    public Statement visitDropIndex(DropIndexContext context) {
        IndexChange drop = new IndexChange.Drop(Names.ifExists(context.ifExists()), Names.name(context.identifier()));
        return new ChangeIndexes(ChangeIndexes.DROP, Names.qualifiedName(context.qualifiedName()), List.of(drop));
    }

    @Override
    public Statement visitAlterIndexes(AlterIndexesContext context) {
        return new ChangeIndexes(
                ChangeIndexes.ALTER,
                Names.qualifiedName(context.qualifiedName()),
                context.indexChange().stream()
                        .map(change -> change.accept(new IndexChanges()))
                        .toList());
    }

    @Override
    public Statement visitShowIndex(ShowIndexContext context) {
        return ShowParts.where(
                context.rowWhere(), new ShowIndex(Names.tableIn(context.qualifiedName(), context.inDatabase())));
    }

    @Override
    public Statement visitChangeRollups(ChangeRollupsContext context) {
        throw withoutRollups("ROLLUP");
    }

    @Override
    public Statement visitMaterializedView(MaterializedViewContext context) {
        throw withoutRollups("MATERIALIZED VIEW");
    }

    /** What is said of a clause for storing rows a second time. */
    static RefusedException withoutRollups(String clause) {
        return new RefusedException(
                Reason.NOT_SUPPORTED,
                "%s is not supported: the rows of a table are stored once; make a view, with CREATE VIEW, or another table, with CREATE TABLE … AS"
                        .formatted(clause));
    }

    private static final class IndexChanges extends NinevehSqlBaseVisitor<IndexChange> {
        @Override
        public IndexChange visitAddIndex(AddIndexContext context) {
            return new IndexChange.Add(
                    Names.ifNotExists(context.ifNotExists()), IndexParts.index(context.indexDefinition()));
        }

        @Override
        public IndexChange visitRemoveIndex(RemoveIndexContext context) {
            return new IndexChange.Drop(Names.ifExists(context.ifExists()), Names.name(context.identifier()));
        }
    }
}

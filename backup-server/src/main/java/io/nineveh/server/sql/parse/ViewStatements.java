package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AlterViewContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateViewContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropViewContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowCreateViewContext;
import io.nineveh.server.sql.views.AlterView;
import io.nineveh.server.sql.views.CreateView;
import io.nineveh.server.sql.views.CreateView.Replacing;
import io.nineveh.server.sql.views.DropView;
import io.nineveh.server.sql.views.ShowCreateView;
import java.util.List;

/** The statements about views. */
final class ViewStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS =
            List.of(CreateView.FORM, AlterView.FORM, DropView.FORM, ShowCreateView.FORM);

    @Override
    public Statement visitCreateView(CreateViewContext context) {
        return new CreateView(
                Names.qualifiedName(context.qualifiedName()),
                context.REPLACE() == null ? Replacing.NOTHING : Replacing.VIEW,
                Names.ifNotExists(context.ifNotExists()),
                TableParts.comment(context.comment()),
                ViewParts.query(context.viewColumns(), context.query()));
    }

    @Override
    public Statement visitAlterView(AlterViewContext context) {
        return new AlterView(
                Names.qualifiedName(context.qualifiedName()), ViewParts.query(context.viewColumns(), context.query()));
    }

    @Override
    public Statement visitDropView(DropViewContext context) {
        return new DropView(Names.qualifiedName(context.qualifiedName()), Names.ifExists(context.ifExists()));
    }

    @Override
    public Statement visitShowCreateView(ShowCreateViewContext context) {
        return new ShowCreateView(Names.qualifiedName(context.qualifiedName()));
    }
}

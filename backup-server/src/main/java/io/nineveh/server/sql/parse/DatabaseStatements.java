package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateDatabaseContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropDatabaseContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowCreateDatabaseContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowDatabasesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.UseDatabaseContext;
import io.nineveh.server.sql.tables.CreateDatabase;
import io.nineveh.server.sql.tables.DropDatabase;
import io.nineveh.server.sql.tables.ShowCreateDatabase;
import io.nineveh.server.sql.tables.ShowDatabases;
import io.nineveh.server.sql.tables.UseDatabase;
import java.util.List;

/** The statements about databases. */
final class DatabaseStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(
            CreateDatabase.FORM, DropDatabase.FORM, UseDatabase.FORM, ShowDatabases.FORM, ShowCreateDatabase.FORM);

    @Override
    public Statement visitCreateDatabase(CreateDatabaseContext context) {
        return new CreateDatabase(Names.name(context.identifier()), Names.ifNotExists(context.ifNotExists()));
    }

    @Override
    public Statement visitDropDatabase(DropDatabaseContext context) {
        return new DropDatabase(Names.name(context.identifier()), Names.ifExists(context.ifExists()));
    }

    @Override
    public Statement visitUseDatabase(UseDatabaseContext context) {
        return new UseDatabase(Names.name(context.identifier()));
    }

    @Override
    public Statement visitShowDatabases(ShowDatabasesContext context) {
        return ShowParts.named(context.shownNames(), ShowDatabases::new);
    }

    @Override
    public Statement visitShowCreateDatabase(ShowCreateDatabaseContext context) {
        return new ShowCreateDatabase(Names.name(context.identifier()));
    }
}

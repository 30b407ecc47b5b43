package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.administration.SetFrontendConfig;
import io.nineveh.server.sql.administration.ShowFrontendConfig;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SetFrontendConfigContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowFrontendConfigContext;
import java.util.List;

/** The statements about the server itself. */
final class AdministrationStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(ShowFrontendConfig.FORM, SetFrontendConfig.FORM);

    @Override
    public Statement visitShowFrontendConfig(ShowFrontendConfigContext context) {
        return new ShowFrontendConfig(Names.like(context.likeName()));
    }

    @Override
    public Statement visitSetFrontendConfig(SetFrontendConfigContext context) {
        return new SetFrontendConfig(Names.properties(context.property()));
    }
}

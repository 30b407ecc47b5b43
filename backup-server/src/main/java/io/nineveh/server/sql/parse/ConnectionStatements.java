package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.connections.Kill;
import io.nineveh.server.sql.connections.Kill.Target;
import io.nineveh.server.sql.connections.ShowProcesslist;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.KillContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowProcesslistContext;
import java.util.List;

/** The statements about the connections of the server. */
final class ConnectionStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(ShowProcesslist.FORM, Kill.FORM);

    @Override
    public Statement visitShowProcesslist(ShowProcesslistContext context) {
        return new ShowProcesslist();
    }

    @Override
    public Statement visitKill(KillContext context) {
        return new Kill(
                context.QUERY() == null ? Target.CONNECTION : Target.QUERY,
                id(context.INTEGER().getText()));
    }

    private static long id(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new RefusedException(Reason.INVALID, "KILL: %s is no id of a connection".formatted(digits), e);
        }
    }
}

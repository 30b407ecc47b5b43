package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.HelpContext;
import io.nineveh.server.sql.help.Help;
import java.util.List;

/** The statement about the others. */
final class HelpStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(Help.FORM);

    @Override
    public Statement visitHelp(HelpContext context) {
        return new Help(
                context.STRING() == null ? words(context) : Names.string(context.STRING()), KnownStatements.subjects());
    }

    /** As {@code HELP SHOW BACKUP} has them, without quotes. */
    private static String words(HelpContext context) {
        return context.anything().isEmpty() ? "" : Names.text(context).strip().substring("HELP".length());
    }
}

package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.brokers.AddBroker;
import io.nineveh.server.sql.brokers.DropAllBroker;
import io.nineveh.server.sql.brokers.DropBroker;
import io.nineveh.server.sql.brokers.ShowBroker;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AddBrokerContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AddressContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropAllBrokerContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropBrokerContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowBrokerContext;
import java.util.List;

/** The statements about brokers. */
final class BrokerStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS =
            List.of(AddBroker.FORM, DropBroker.FORM, DropAllBroker.FORM, ShowBroker.FORM);

    @Override
    public Statement visitAddBroker(AddBrokerContext context) {
        return new AddBroker(Names.name(context.identifierOrString()), addresses(context.address()));
    }

    @Override
    public Statement visitDropBroker(DropBrokerContext context) {
        return new DropBroker(Names.name(context.identifierOrString()), addresses(context.address()));
    }

    @Override
    public Statement visitDropAllBroker(DropAllBrokerContext context) {
        return new DropAllBroker(Names.name(context.identifierOrString()));
    }

    @Override
    public Statement visitShowBroker(ShowBrokerContext context) {
        return new ShowBroker();
    }

    private static List<String> addresses(List<AddressContext> contexts) {
        return contexts.stream().map(context -> Names.string(context.STRING())).toList();
    }
}

package io.nineveh.server.sql.brokers;

import io.nineveh.backup.broker.HostPort;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code ALTER SYSTEM ADD BROKER}. */
public record AddBroker(String name, List<String> addresses) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER SYSTEM ADD BROKER",
            "ALTER SYSTEM ADD BROKER name \"host:port\"[, …]",
            Privilege.NODE,
            "Adds broker processes under a name: all of them or none.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.node());
    }

    @Override
    public Outcome execute(StatementContext context) {
        context.parts()
                .brokers()
                .add(name, addresses.stream().map(HostPort::parse).toList());
        return Outcome.ok();
    }
}

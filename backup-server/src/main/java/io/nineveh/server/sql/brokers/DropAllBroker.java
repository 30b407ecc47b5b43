package io.nineveh.server.sql.brokers;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code ALTER SYSTEM DROP ALL BROKER}. */
public record DropAllBroker(String name) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER SYSTEM DROP ALL BROKER",
            "ALTER SYSTEM DROP ALL BROKER name",
            Privilege.NODE,
            "Forgets all broker processes under a name.");

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
        context.parts().brokers().dropAll(name);
        return Outcome.ok();
    }
}

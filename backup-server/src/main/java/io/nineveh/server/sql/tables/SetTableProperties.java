package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.StatementForm.Privilege;
import java.util.HashMap;
import java.util.Map;

/** {@code ALTER TABLE … SET}. */
public record SetTableProperties(QualifiedName table, Map<String, String> properties) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table SET (\"key\" = \"value\", …)",
            Privilege.ALTER,
            "Changes properties of a table; those that it does not name stay.");

    public SetTableProperties {
        properties = Map.copyOf(properties);
        if (properties.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID, "Properties is not set: name one at least, as \"key\" = \"value\"");
        }
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.database(table.database());
        context.parts().catalog().change(change -> {
            Table before = change.requireTable(database, table.name());
            Map<String, String> all = new HashMap<>(before.properties());
            all.putAll(properties);
            TableProperties.requireValid(all);
            Table after = before.withProperties(all);
            change.replaceTable(database, after);
            return after;
        });
        return Outcome.ok();
    }
}

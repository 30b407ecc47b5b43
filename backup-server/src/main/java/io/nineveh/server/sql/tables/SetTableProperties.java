package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.HashMap;
import java.util.List;
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
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.ALTER, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.meant(table).database();
        Table changed = context.parts().catalog().change(change -> {
            Table after = changed(database, change.requireTable(database, table.name()));
            change.replaceTable(database, after);
            return after;
        });
        if (DynamicPartitionProperties.areIn(properties)) {
            context.parts().dynamicPartitions().propertiesSet(database, changed);
        }
        return Outcome.ok();
    }

    private Table changed(String database, Table before) {
        Map<String, String> all = new HashMap<>(before.properties());
        all.putAll(properties);
        try {
            TableProperties.requireValid(all, before.schema(), before.partitioning(), before.distribution());
        } catch (RefusedException e) {
            throw explained(database, before, e);
        }
        Table after = before.withProperties(all);
        TableIndexes.requireFit(after);
        return after;
    }

    /** A table becomes dynamic by one statement that has all that it takes. */
    private RefusedException explained(String database, Table before, RefusedException refused) {
        boolean isNewlyDynamic =
                DynamicPartitionProperties.areIn(properties) && !DynamicPartitionProperties.areIn(before.properties());
        return isNewlyDynamic
                ? new RefusedException(
                        refused.reason(),
                        ("Table %s.%s is not a dynamic partition table. Use command `HELP ALTER TABLE` to see how to change a"
                                        + " normal table to a dynamic partition table. It cannot become one so: %s")
                                .formatted(database, before.name(), refused.getMessage()),
                        refused)
                : refused;
    }
}

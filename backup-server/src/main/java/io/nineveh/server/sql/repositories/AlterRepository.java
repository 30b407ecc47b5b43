package io.nineveh.server.sql.repositories;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.user.Privilege;
import io.nineveh.config.Secret;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Map;

/** {@code ALTER REPOSITORY}. */
public record AlterRepository(String name, Map<String, Secret> properties) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER REPOSITORY",
            "ALTER REPOSITORY name PROPERTIES (\"key\" = \"value\", …)",
            Privilege.ADMIN,
            "Changes properties of a repository, such as credentials, once they have been tried.");

    public AlterRepository {
        properties = Map.copyOf(properties);
        if (properties.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID, "ALTER REPOSITORY changes nothing: name the properties that shall change");
        }
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.admin());
    }

    @Override
    public Outcome execute(StatementContext context) {
        context.parts().repositories().alter(name, properties);
        return Outcome.ok();
    }
}

package io.nineveh.server.sql.repositories;

import io.nineveh.backup.repository.RepositoryDefinition;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code CREATE REPOSITORY}. */
public record CreateRepository(IfNotExists ifNotExists, RepositoryDefinition definition) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "CREATE REPOSITORY",
            "CREATE [READ ONLY] REPOSITORY [IF NOT EXISTS] name WITH {BROKER broker | S3 | HDFS | LOCAL}"
                    + " ON LOCATION \"uri\" [PROPERTIES (\"key\" = \"value\", …)]",
            Privilege.ADMIN,
            "Makes a place on a storage known as a repository.");

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
        RepositoryRegistry repositories = context.parts().repositories();
        if (ifNotExists == IfNotExists.REQUIRED
                || repositories.find(definition.name()).isEmpty()) {
            repositories.create(definition);
        }
        return Outcome.ok();
    }
}

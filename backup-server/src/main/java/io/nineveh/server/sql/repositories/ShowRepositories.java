package io.nineveh.server.sql.repositories;

import io.nineveh.backup.repository.Repository;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryHealth;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code SHOW REPOSITORIES}. */
public record ShowRepositories() implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW REPOSITORIES",
            "SHOW REPOSITORIES",
            Privilege.ADMIN,
            "Lists the repositories and whether they can be reached.");

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
        TextTable table =
                TextTable.of("RepoId", "RepoName", "CreateTime", "IsReadOnly", "Location", "Broker", "Type", "ErrMsg");
        ZoneId zone = context.parts().zone();
        RepositoryRegistry repositories = context.parts().repositories();
        Map<Long, RepositoryHealth.Failure> failures = repositories.failures();
        for (Repository repository : repositories.list()) {
            table.row(
                    repository.id(),
                    repository.name(),
                    Cells.time(repository.createTime(), zone),
                    repository.access() == Access.READ_ONLY,
                    repository.location(),
                    repository.storage() instanceof WithBroker storage ? storage.broker() : "-",
                    repository.storage().typeName(),
                    Optional.ofNullable(failures.get(repository.id()))
                            .map(failure -> "%s: %s".formatted(Cells.time(failure.time(), zone), failure.message()))
                            .orElse(Cells.NONE));
        }
        return table.outcome();
    }
}

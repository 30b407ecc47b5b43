package io.nineveh.server.sql.repositories;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.repository.Repository;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.user.Privilege;
import io.nineveh.config.Secret;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code SHOW CREATE REPOSITORY}. */
public record ShowCreateRepository(String name) implements Statement {
    private static final String MASK = "*XXX";

    /** A property whose name holds one of these is not shown. Rather one too many is hidden than one too few. */
    private static final List<String> SECRET_WORDS =
            List.of("password", "passwd", "secret", "token", "key", "credential", "signature", "sas");

    public static final StatementForm FORM = new StatementForm(
            "SHOW CREATE REPOSITORY",
            "SHOW CREATE REPOSITORY FOR name",
            Privilege.ADMIN,
            "Shows the statement that would create a repository again, secrets masked.");

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
        Repository repository = context.parts()
                .repositories()
                .find(name)
                .orElseThrow(() -> new RefusedException(
                        Reason.WRONG_STATE,
                        "repository not exist. SHOW REPOSITORIES lists those that do; '%s' is none".formatted(name)));
        return TextTable.of("RepoName", "CreateStmt")
                .row(name, text(repository))
                .outcome();
    }

    private static String text(Repository repository) {
        String storage = repository.storage() instanceof WithBroker withBroker
                ? "BROKER " + SqlText.quoteName(withBroker.broker())
                : repository.storage().typeName();
        String properties = new TreeMap<>(repository.properties())
                .entrySet().stream()
                        .map(entry -> "  %s = %s"
                                .formatted(SqlText.quoteString(entry.getKey()), SqlText.quoteString(shown(entry))))
                        .collect(joining(",\n"));
        return "CREATE %sREPOSITORY %s\nWITH %s\nON LOCATION %s%s"
                .formatted(
                        repository.access() == Access.READ_ONLY ? "READ ONLY " : "",
                        SqlText.quoteName(repository.name()),
                        storage,
                        SqlText.quoteString(repository.location().toString()),
                        properties.isEmpty() ? "" : "\nPROPERTIES\n(\n%s\n)".formatted(properties));
    }

    private static String shown(Map.Entry<String, Secret> property) {
        String key = property.getKey().toLowerCase(Locale.ROOT);
        return SECRET_WORDS.stream().anyMatch(key::contains)
                ? MASK
                : property.getValue().reveal();
    }
}

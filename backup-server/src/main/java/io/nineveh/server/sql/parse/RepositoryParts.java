package io.nineveh.server.sql.parse;

import static java.util.stream.Collectors.toMap;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryDefinition;
import io.nineveh.backup.repository.RepositoryStorage;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.RepositoryStorage.WithPlugin;
import io.nineveh.broker.api.Location;
import io.nineveh.config.Secret;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ConditionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateRepositoryContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowSnapshotContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.StorageContext;
import io.nineveh.server.sql.repositories.ShowSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts of the statements about repositories. */
final class RepositoryParts {
    private static final String SNAPSHOT_WHERE =
            "Where clause should looks like: SNAPSHOT = 'your_snapshot_name' [AND TIMESTAMP = '2018-04-18-19-19-10'],"
                    + " or SNAPSHOT LIKE 'matcher'";

    private RepositoryParts() {}

    static RepositoryDefinition definition(CreateRepositoryContext context) {
        return new RepositoryDefinition(
                Names.name(context.identifier()),
                context.READ() == null ? Access.READ_WRITE : Access.READ_ONLY,
                storage(context.storage()),
                location(Names.string(context.STRING())),
                secrets(Names.properties(context.properties())));
    }

    static RepositoryStorage storage(StorageContext context) {
        return context.BROKER() == null
                ? new WithPlugin(WithPlugin.Type.valueOf(context.getText().toUpperCase(Locale.ROOT)))
                : new WithBroker(Names.name(context.identifierOrString()));
    }

    private static Location location(String text) {
        try {
            return Location.of(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.INVALID, "ON LOCATION: " + e.getMessage(), e);
        }
    }

    static Map<String, Secret> secrets(Map<String, String> properties) {
        return properties.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> Secret.of(entry.getValue())));
    }

    static ShowSnapshot showSnapshot(ShowSnapshotContext context) {
        String repository = Names.name(context.identifier());
        List<ConditionContext> conditions = context.condition();
        if (conditions.size() != 2) {
            return new ShowSnapshot(
                    repository, JobParts.filter(conditions, "SNAPSHOT", SNAPSHOT_WHERE), Optional.empty());
        }
        ConditionContext label = only(conditions, "SNAPSHOT");
        ConditionContext timestamp = only(conditions, "TIMESTAMP");
        NameFilter labels = JobParts.filter(label);
        if (label.LIKE() != null || timestamp.LIKE() != null) {
            throw new RefusedException(Reason.INVALID, SNAPSHOT_WHERE);
        }
        return new ShowSnapshot(repository, labels, Optional.of(Names.string(timestamp.STRING())));
    }

    private static ConditionContext only(List<ConditionContext> conditions, String column) {
        return conditions.stream()
                .filter(condition -> JobParts.isAbout(condition, column))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.INVALID, SNAPSHOT_WHERE));
    }
}

package io.nineveh.backup.user;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.common.collect.ImmutableSortedMap;
import io.nineveh.backup.meta.MetadataException;
import io.nineveh.config.Secret;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The users' rows: one for each user, and one for each privilege that was granted on something. */
final class UserRows {
    private static final String ALL = "";

    private UserRows() {}

    private record GrantRow(long userId, Scope scope, Privilege privilege) {}

    static ImmutableSortedMap<String, User> readAll(Handle handle) {
        Map<Long, SortedMap<Scope, Set<Privilege>>> grants = handle
                .createQuery("SELECT user_id, database_name, object_name, privilege FROM user_grant")
                .map((row, context) -> new GrantRow(
                        row.getLong("user_id"),
                        new Scope(name(row.getString("database_name")), name(row.getString("object_name"))),
                        privilege(row.getString("privilege"))))
                .stream()
                .collect(groupingBy(
                        GrantRow::userId,
                        groupingBy(GrantRow::scope, TreeMap::new, mapping(GrantRow::privilege, toUnmodifiableSet()))));
        return handle
                .createQuery("SELECT id, name, password FROM user_account")
                .map((row, context) -> new User(
                        row.getLong("id"),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("password")).map(Secret::of),
                        ImmutableSortedMap.copyOfSorted(
                                grants.getOrDefault(row.getLong("id"), Collections.emptySortedMap()))))
                .stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(naturalOrder(), User::name, user -> user));
    }

    private static Optional<String> name(String column) {
        return Optional.of(column).filter(name -> !name.equals(ALL));
    }

    private static Privilege privilege(String column) {
        try {
            return Privilege.valueOf(column);
        } catch (IllegalArgumentException e) {
            throw new MetadataException(
                    "the metadata database has a grant of an unknown privilege %s; start the version that wrote it"
                            .formatted(column),
                    e);
        }
    }

    static void insert(Handle handle, User user) {
        handle.execute(
                "INSERT INTO user_account (id, name, password) VALUES (?, ?, ?)",
                user.id(),
                user.name(),
                user.password().map(Secret::reveal).orElse(null));
    }

    static void delete(Handle handle, User user) {
        deleteGrants(handle, user);
        handle.execute("DELETE FROM user_account WHERE id = ?", user.id());
    }

    /** Writes down what can change of a user. */
    static void update(Handle handle, User user) {
        handle.execute(
                "UPDATE user_account SET password = ? WHERE id = ?",
                user.password().map(Secret::reveal).orElse(null),
                user.id());
        deleteGrants(handle, user);
        user.grants()
                .forEach((scope, privileges) -> privileges.forEach(privilege -> handle.execute(
                        "INSERT INTO user_grant (user_id, database_name, object_name, privilege) VALUES (?, ?, ?, ?)",
                        user.id(),
                        scope.database().orElse(ALL),
                        scope.object().orElse(ALL),
                        privilege.name())));
    }

    private static void deleteGrants(Handle handle, User user) {
        handle.execute("DELETE FROM user_grant WHERE user_id = ?", user.id());
    }
}

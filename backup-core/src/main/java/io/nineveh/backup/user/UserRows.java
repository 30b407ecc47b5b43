package io.nineveh.backup.user;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Table;
import io.nineveh.backup.meta.MetadataException;
import io.nineveh.config.Secret;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The users' rows: one for each user, and one for each privilege that was granted on something. */
final class UserRows {
    private static final String ALL = "";

    private UserRows() {}

    private record GrantRow(long userId, Scope scope, Privilege privilege) {}

    static ImmutableSortedMap<String, User> readAll(Handle handle) {
        Table<Long, Scope, Set<Privilege>> grants = HashBasedTable.create();
        handle.createQuery("SELECT user_id, database_name, object_name, privilege FROM user_grant")
                .map((row, context) -> new GrantRow(
                        row.getLong("user_id"),
                        new Scope(name(row.getString("database_name")), name(row.getString("object_name"))),
                        privilege(row.getString("privilege"))))
                .forEach(row -> {
                    Set<Privilege> granted = grants.get(row.userId(), row.scope());
                    if (granted == null) {
                        grants.put(row.userId(), row.scope(), EnumSet.of(row.privilege()));
                    } else {
                        granted.add(row.privilege());
                    }
                });
        ImmutableSortedMap.Builder<String, User> users = ImmutableSortedMap.naturalOrder();
        handle.createQuery("SELECT id, name, password FROM user_account")
                .map((row, context) -> new User(
                        row.getLong("id"),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("password")).map(Secret::of),
                        ImmutableSortedMap.copyOf(grants.row(row.getLong("id")))))
                .forEach(user -> users.put(user.name(), user));
        return users.build();
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

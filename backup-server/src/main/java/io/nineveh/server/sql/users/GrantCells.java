package io.nineveh.server.sql.users;

import io.nineveh.backup.user.Privilege;
import io.nineveh.backup.user.Scope;
import io.nineveh.backup.user.User;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How users and their privileges are shown. An empty cell is NULL. */
final class GrantCells {
    /** The one role: root has it, and nobody else. */
    static final String OPERATOR = "operator";

    private static final String CATALOG = "internal.";
    private static final Set<Privilege> OF_ROOT = Set.of(Privilege.NODE, Privilege.ADMIN);

    private GrantCells() {}

    static Outcome table(List<User> users, Accounts accounts) {
        TextTable table = TextTable.of(
                "UserIdentity",
                "Comment",
                "Password",
                "Roles",
                "GlobalPrivs",
                "CatalogPrivs",
                "DatabasePrivs",
                "TablePrivs",
                "ColPrivs",
                "ResourcePrivs",
                "WorkloadGroupPrivs");
        for (User user : users) {
            table.rowWithNulls(List.of(
                    Optional.of(new UserName(user.name()).toString()),
                    Optional.of(user.isRoot() ? "ROOT" : ""),
                    Optional.of(accounts.passwordOf(user).isEmpty() ? "No" : "Yes"),
                    Optional.of(user.isRoot() ? OPERATOR : ""),
                    global(user),
                    Optional.empty(),
                    on(
                            user,
                            scope -> scope.database().isPresent()
                                    && scope.object().isEmpty()),
                    on(user, scope -> scope.object().isPresent()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return table.outcome();
    }

    static Optional<String> global(User user) {
        return names(user.isRoot() ? OF_ROOT : user.granted(Scope.everything()));
    }

    private static Optional<String> on(User user, Predicate<Scope> kind) {
        return joined(
                user.grants().entrySet().stream()
                        .filter(grant -> kind.test(grant.getKey()))
                        .map(grant -> CATALOG + text(grant.getKey()) + ": "
                                + names(grant.getValue()).orElseThrow())
                        .toList(),
                "; ");
    }

    private static String text(Scope scope) {
        String database = scope.database().orElseThrow();
        return scope.object().map(object -> database + "." + object).orElse(database);
    }

    private static Optional<String> names(Set<Privilege> privileges) {
        return joined(privileges.stream().sorted().map(Privilege::shownName).toList(), ",");
    }

    private static Optional<String> joined(List<String> parts, String separator) {
        return Optional.of(parts.stream().collect(Collectors.joining(separator)))
                .filter(text -> !text.isEmpty());
    }
}

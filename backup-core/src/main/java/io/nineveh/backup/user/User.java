package io.nineveh.backup.user;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import io.nineveh.config.Secret;
import java.util.Optional;
import java.util.Set;

/**
 * A user as of one moment.
 *
 * @param id never used again, also not for another user of the same name
 * @param name letter case counts
 * @param password what a proof of it is checked against, in the form of who checks; empty, for root alone, while none was set
 * @param grants in the order of their scopes; no scope is without a privilege
 */
public record User(long id, String name, Optional<Secret> password, ImmutableSortedMap<Scope, Set<Privilege>> grants) {
    /** The user that is always there and may do everything. */
    public static final String ROOT = "root";

    public User {
        requireNonNull(name, "name");
        requireNonNull(password, "password");
        requireNonNull(grants, "grants");
    }

    /** Whether it is the one that is always there. */
    public boolean isRoot() {
        return name.equals(ROOT);
    }

    /** Whether the user may do everything. */
    public boolean isAdmin() {
        return isRoot() || granted(Scope.everything()).contains(Privilege.ADMIN);
    }

    /** Whether the user has a privilege on all of a scope. */
    public boolean has(Privilege privilege, Scope scope) {
        return isAdmin()
                || grants.entrySet().stream()
                        .anyMatch(grant ->
                                grant.getKey().covers(scope) && grant.getValue().contains(privilege));
    }

    /** Whether the user has any privilege on data in a scope, and so may know that it is there. */
    public boolean sees(Scope scope) {
        return isAdmin()
                || grants.entrySet().stream()
                        .filter(grant -> grant.getKey().covers(scope) || scope.covers(grant.getKey()))
                        .anyMatch(grant -> !grant.getValue().stream().allMatch(Privilege::isGlobal));
    }

    /** What was granted on exactly that scope. */
    public Set<Privilege> granted(Scope scope) {
        return grants.getOrDefault(scope, Set.of());
    }

    User withPassword(Secret changed) {
        return new User(id, name, Optional.of(changed), grants);
    }

    User with(Scope scope, Set<Privilege> privileges) {
        return withGranted(scope, Sets.union(granted(scope), privileges));
    }

    User without(Scope scope, Set<Privilege> privileges) {
        return withGranted(scope, Sets.difference(granted(scope), privileges));
    }

    private User withGranted(Scope scope, Set<Privilege> privileges) {
        ImmutableSortedMap.Builder<Scope, Set<Privilege>> changed = ImmutableSortedMap.naturalOrder();
        grants.forEach((other, granted) -> {
            if (!other.equals(scope)) {
                changed.put(other, granted);
            }
        });
        if (!privileges.isEmpty()) {
            changed.put(scope, Sets.immutableEnumSet(privileges));
        }
        return new User(id, name, password, changed.build());
    }
}

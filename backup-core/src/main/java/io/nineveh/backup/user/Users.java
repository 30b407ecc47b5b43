package io.nineveh.backup.user;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.config.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users. What is current is one immutable value in memory: who asks never waits. A change is durable before anyone sees it.
 * There is always {@link User#ROOT}, which may do everything. Safe for many threads.
 *
 * <p>Which names are allowed, and who may change users, the caller decides.
 */
public final class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final MetadataStore store;
    private volatile ImmutableSortedMap<String, User> current;

    private Users(MetadataStore store, ImmutableSortedMap<String, User> current) {
        this.store = store;
        this.current = current;
    }

    /**
     * Reads the users. The store, which stays the caller's to close, has one such object at a time.
     *
     * @throws io.nineveh.backup.meta.MetadataException when they cannot be read
     */
    public static Users open(MetadataStore store) {
        return new Users(requireNonNull(store, "store"), store.read(UserRows::readAll));
    }

    /** In the order of their names; all as of the same change. */
    public List<User> all() {
        return current.values().asList();
    }

    public Optional<User> find(String name) {
        return Optional.ofNullable(current.get(name));
    }

    /**
     * A user that must be there.
     *
     * @throws RefusedException when it is not
     */
    public User require(String name) {
        return find(name)
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_USER,
                        "Unknown user '%s'@'%%': SHOW ALL GRANTS lists those there are, CREATE USER makes one"
                                .formatted(name)));
    }

    /**
     * Makes a user without privileges.
     *
     * @param password see {@link User#password}
     * @return false when there is one of that name, which stays as it is
     */
    public boolean create(String name, Secret password) {
        boolean isNew = store.write(transaction -> {
            if (current.containsKey(name)) {
                return false;
            }
            User user = new User(transaction.newId(), name, Optional.of(password), ImmutableSortedMap.of());
            UserRows.insert(transaction.handle(), user);
            transaction.onCommit(() -> replace(name, Optional.of(user)));
            return true;
        });
        if (isNew) {
            LOG.info("created user {}", name);
        }
        return isNew;
    }

    /**
     * Removes a user with its privileges.
     *
     * @return false when there is no such user
     * @throws RefusedException for root
     */
    public boolean drop(String name) {
        if (name.equals(User.ROOT)) {
            throw new RefusedException(Reason.INVALID, "User 'root'@'%' cannot be dropped; SET PASSWORD protects it");
        }
        boolean wasThere = store.write(transaction -> {
            Optional<User> user = find(name);
            user.ifPresent(dropped -> {
                UserRows.delete(transaction.handle(), dropped);
                transaction.onCommit(() -> replace(name, Optional.empty()));
            });
            return user.isPresent();
        });
        if (wasThere) {
            LOG.info("dropped user {}", name);
        }
        return wasThere;
    }

    /**
     * Gives a user another password.
     *
     * @param password see {@link User#password}
     * @throws RefusedException when there is no such user
     */
    public void setPassword(String name, Secret password) {
        change(name, user -> user.withPassword(password));
        LOG.info("user {} has another password", name);
    }

    /**
     * Grants privileges, some of which the user may have already.
     *
     * @throws RefusedException when there is no such user, it is root, or a global privilege is to be granted on less than everything
     */
    public void grant(String name, Set<Privilege> privileges, Scope scope) {
        requireFitting(privileges, scope);
        change(name, user -> {
            if (user.isRoot()) {
                throw new RefusedException(
                        Reason.INVALID, "User 'root'@'%' has all privileges; there is none to grant");
            }
            return user.with(scope, privileges);
        });
        LOG.info("granted {} on {} to user {}", privileges, scope, name);
    }

    /**
     * Takes privileges away: all of them or none.
     *
     * @throws RefusedException when there is no such user, it is root, or one of them was not granted on exactly that scope
     */
    public void revoke(String name, Set<Privilege> privileges, Scope scope) {
        change(name, user -> {
            if (user.isRoot()) {
                throw new RefusedException(Reason.INVALID, "User 'root'@'%' keeps all privileges; none can be revoked");
            }
            requireGranted(user, privileges, scope);
            return user.without(scope, privileges);
        });
        LOG.info("revoked {} on {} from user {}", privileges, scope, name);
    }

    private static void requireFitting(Set<Privilege> privileges, Scope scope) {
        if (!scope.equals(Scope.everything())) {
            privileges.stream().filter(Privilege::isGlobal).findFirst().ifPresent(privilege -> {
                throw new RefusedException(
                        Reason.INVALID,
                        "%s is about the whole server: grant it ON *.*.*, not on %s"
                                .formatted(privilege.grantName(), scope));
            });
        }
    }

    private static void requireGranted(User user, Set<Privilege> privileges, Scope scope) {
        Set<Privilege> missing = Sets.difference(privileges, user.granted(scope));
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    Reason.UNKNOWN_GRANT,
                    "There is no such grant defined for user '%s' on host '%%': %s on %s. SHOW GRANTS FOR '%s' lists those there are"
                            .formatted(
                                    user.name(),
                                    missing.stream()
                                            .map(Privilege::grantName)
                                            .sorted()
                                            .collect(Collectors.joining(", ")),
                                    scope,
                                    user.name()));
        }
    }

    private void change(String name, UnaryOperator<User> work) {
        store.write(transaction -> {
            User changed = work.apply(require(name));
            UserRows.update(transaction.handle(), changed);
            transaction.onCommit(() -> replace(name, Optional.of(changed)));
            return changed;
        });
    }

    private void replace(String name, Optional<User> user) {
        current = Stream.concat(
                        current.values().stream().filter(other -> !other.name().equals(name)), user.stream())
                .collect(ImmutableSortedMap.toImmutableSortedMap(naturalOrder(), User::name, one -> one));
    }
}

package io.nineveh.server.mysql;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/** Knows the users. Asked once for each connection, by many threads at once; a change is seen by the next connection. */
@FunctionalInterface
public interface Authenticator {

    /**
     * A user as it is when asked.
     *
     * @param id tells a user from a later one of the same name
     * @param password what a proof of it is checked against
     */
    record Account(long id, PasswordHashes password) {
        public Account {
            requireNonNull(password, "password");
        }
    }

    /** Empty when there is no such user. */
    Optional<Account> accountOf(String user);

    /** A fixed set of users; names are told apart by letter case. */
    static Authenticator of(Map<String, PasswordHashes> users) {
        Map<String, PasswordHashes> copy = Map.copyOf(users);
        return user -> Optional.ofNullable(copy.get(user)).map(password -> new Account(0, password));
    }

    /** One user, {@code root}, with an empty password. */
    static Authenticator rootWithEmptyPassword() {
        return of(Map.of("root", PasswordHashes.ofEmptyPassword()));
    }
}

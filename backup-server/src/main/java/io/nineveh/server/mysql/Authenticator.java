package io.nineveh.server.mysql;

import java.util.Map;
import java.util.Optional;

/** Knows the users. Asked once for each connection, by many threads at once; a change is seen by the next connection. */
@FunctionalInterface
public interface Authenticator {

    /** What the password of a user is checked against; empty when there is no such user. */
    Optional<PasswordHashes> passwordOf(String user);

    /** A fixed set of users; names are told apart by letter case. */
    static Authenticator of(Map<String, PasswordHashes> users) {
        Map<String, PasswordHashes> copy = Map.copyOf(users);
        return user -> Optional.ofNullable(copy.get(user));
    }

    /** One user, {@code root}, with an empty password. */
    static Authenticator rootWithEmptyPassword() {
        return of(Map.of("root", PasswordHashes.ofEmptyPassword()));
    }
}

package io.nineveh.server.sql.access;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.User;
import io.nineveh.backup.user.Users;
import io.nineveh.server.mysql.Authenticator;
import io.nineveh.server.mysql.PasswordHashes;
import java.util.Optional;

/**
 * The users with their passwords.
 *
 * @param users the server's
 * @param initialOfRoot root's password while none was set
 */
public record Accounts(Users users, PasswordHashes initialOfRoot) implements Authenticator {
    public Accounts {
        requireNonNull(users, "users");
        requireNonNull(initialOfRoot, "initialOfRoot");
    }

    @Override
    public Optional<Account> accountOf(String user) {
        return users.find(user).map(found -> new Account(found.id(), passwordOf(found)));
    }

    /** What proofs of a user's password are checked against. */
    public PasswordHashes passwordOf(User user) {
        return user.password().map(PasswordHashes::decode).orElse(initialOfRoot);
    }
}

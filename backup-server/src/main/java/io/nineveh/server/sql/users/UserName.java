package io.nineveh.server.sql.users;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.regex.Pattern;

/** The name of a user, who may connect from any host. It prints as MySQL writes it. */
public record UserName(String name) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9._-]{0,63}");
    private static final String ANY_HOST = "%";

    public UserName {
        if (!NAME.matcher(name).matches()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Incorrect user name '%s': write a letter, then up to 63 letters, digits, '.', _ and -"
                            .formatted(name));
        }
    }

    /**
     * The user of a name and a host.
     *
     * @throws RefusedException when the host is not {@code %}
     */
    public static UserName at(String name, String host) {
        if (!host.equals(ANY_HOST)) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "'%s'@'%s' is not supported: users are the same for all hosts; write '%s'@'%%', or no host"
                            .formatted(name, host, name));
        }
        return new UserName(name);
    }

    @Override
    public String toString() {
        return "'%s'@'%s'".formatted(name, ANY_HOST);
    }
}

package io.nineveh.server.sql.access;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Privilege;
import io.nineveh.backup.user.User;
import io.nineveh.server.mysql.ClientConnection;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.tablet.ReadGuard;
import io.nineveh.tablet.TableName;

/**
 * What a statement may do: what its user may, as it is when the statement begins. For a query it is the guard that asks for SELECT on
 * all that is read.
 */
public record Access(User user, ClientConnection client) implements ReadGuard {
    public Access {
        requireNonNull(user, "user");
        requireNonNull(client, "client");
    }

    public boolean allows(Need need) {
        return need.isMetBy(user);
    }

    /**
     * Goes on only where it is allowed.
     *
     * @throws SqlException when it is not
     */
    public void require(Need need) {
        if (!allows(need)) {
            throw refusal(need);
        }
    }

    private SqlException refusal(Need need) {
        return need.refusal("'%s'@'%s'".formatted(client.user(), client.host()));
    }

    @Override
    public boolean allows(TableName name) {
        return allows(Need.onObject(Privilege.SELECT, name));
    }

    @Override
    public SqlException refusal(TableName name) {
        return refusal(Need.onObject(Privilege.SELECT, name));
    }
}

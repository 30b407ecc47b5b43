package io.nineveh.server.sql.access;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Privilege;
import io.nineveh.backup.user.User;
import io.nineveh.server.mysql.ClientConnection;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.tablet.ReadGuard;
import io.nineveh.tablet.TableName;
import java.util.function.UnaryOperator;

/**
 * What a statement may do: what its user may, as it is when the statement begins. For a query it is the guard that asks for SELECT on
 * all that is read, and finds the temporary tables of the connection.
 */
public record Access(User user, ClientConnection client, TemporaryTables temporaryTables) implements ReadGuard {
    public Access {
        requireNonNull(user, "user");
        requireNonNull(client, "client");
        requireNonNull(temporaryTables, "temporaryTables");
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

    /** Whether the user has any privilege on a table or view, so that lists show it. */
    public boolean sees(TableName object) {
        return allows(Need.toSeeObject(object));
    }

    private SqlException refusal(Need need) {
        return need.refusal("'%s'@'%s'".formatted(client.user(), client.host()));
    }

    @Override
    public boolean allows(TableName name) {
        return temporaryTables.isPlace(name.database()) || allows(Need.onObject(Privilege.SELECT, name));
    }

    @Override
    public SqlException refusal(TableName name) {
        return refusal(Need.onObject(Privilege.SELECT, name));
    }

    @Override
    public TableName meant(TableName name) {
        return temporaryTables.meant(name);
    }

    /** A guard that allows as much, for a query that outlives the connection: its names do not stand for temporary tables. */
    public ReadGuard lasting() {
        return reading(name -> name);
    }

    /** A guard that allows as much, for a query from before a temporary table was made. */
    public ReadGuard before(TableName made) {
        return reading(name -> meant(name).equals(made) ? name : meant(name));
    }

    private ReadGuard reading(UnaryOperator<TableName> meaning) {
        return new ReadGuard() {
            @Override
            public boolean allows(TableName name) {
                return Access.this.allows(name);
            }

            @Override
            public SqlException refusal(TableName name) {
                return Access.this.refusal(name);
            }

            @Override
            public TableName meant(TableName name) {
                return meaning.apply(name);
            }
        };
    }
}

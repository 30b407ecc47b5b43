package io.nineveh.server.sql.users;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.PasswordHashes;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code CREATE USER}. */
public record CreateUser(UserName user, IfNotExists ifNotExists, PasswordHashes password) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "CREATE USER",
            "CREATE USER [IF NOT EXISTS] 'name'[@'%'] [IDENTIFIED BY {'password' | PASSWORD '*hash'}]",
            Privilege.ADMIN,
            "Makes a user, who may do nothing yet.");

    public CreateUser {
        requireNonNull(user, "user");
        requireNonNull(ifNotExists, "ifNotExists");
        requireNonNull(password, "password");
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.admin());
    }

    @Override
    public Outcome execute(StatementContext context) {
        boolean isNew = context.parts().accounts().users().create(user.name(), password.encode());
        if (!isNew && ifNotExists == IfNotExists.REQUIRED) {
            throw new RefusedException(
                    Reason.USER_EXISTS,
                    "Operation CREATE USER failed for %s: there is one; change its password with ALTER USER"
                            .formatted(user));
        }
        return Outcome.ok();
    }
}

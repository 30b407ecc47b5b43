package io.nineveh.server.sql.users;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Users;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.PasswordHashes;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code ALTER USER}. */
public record AlterUser(UserName user, IfExists ifExists, PasswordHashes password) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER USER",
            "ALTER USER [IF EXISTS] 'name'[@'%'] IDENTIFIED BY {'password' | PASSWORD '*hash'}",
            SetPassword.NEEDS,
            "Gives a user another password.");

    public AlterUser {
        requireNonNull(user, "user");
        requireNonNull(ifExists, "ifExists");
        requireNonNull(password, "password");
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return SetPassword.needs(user.name(), context.access().user());
    }

    @Override
    public Outcome execute(StatementContext context) {
        Users users = context.parts().accounts().users();
        if (ifExists == IfExists.REQUIRED || users.find(user.name()).isPresent()) {
            users.setPassword(user.name(), password.encode());
        }
        return Outcome.ok();
    }
}

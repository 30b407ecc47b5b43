package io.nineveh.server.sql.users;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code DROP USER}. */
public record DropUser(UserName user, IfExists ifExists) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "DROP USER",
            "DROP USER [IF EXISTS] 'name'[@'%']",
            Privilege.ADMIN,
            "Drops a user, whose connections can then run nothing more.");

    public DropUser {
        requireNonNull(user, "user");
        requireNonNull(ifExists, "ifExists");
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
        boolean wasThere = context.parts().accounts().users().drop(user.name());
        if (!wasThere && ifExists == IfExists.REQUIRED) {
            throw new RefusedException(
                    Reason.UNKNOWN_USER,
                    "Operation DROP USER failed for %s: there is no such user; SHOW ALL GRANTS lists those there are"
                            .formatted(user));
        }
        return Outcome.ok();
    }
}

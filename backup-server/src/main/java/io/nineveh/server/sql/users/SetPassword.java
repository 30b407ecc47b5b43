package io.nineveh.server.sql.users;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.User;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.PasswordHashes;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/**
 * {@code SET PASSWORD}.
 *
 * @param named whose; empty: the session's own user
 */
public record SetPassword(Optional<UserName> named, PasswordHashes password) implements Statement {
    static final String NEEDS =
            "no privilege for the own password, ADMIN_PRIV for others, and to be root for that of root";

    public static final StatementForm FORM = new StatementForm(
            "SET PASSWORD",
            "SET PASSWORD [FOR 'name'[@'%']] = {PASSWORD('password') | '*hash'}",
            NEEDS,
            "Gives a user, or the session's own, another password.");

    public SetPassword {
        requireNonNull(named, "named");
        requireNonNull(password, "password");
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return needs(name(context), context.access().user());
    }

    /** What it takes to change the password of a user. */
    static List<Need> needs(String name, User changing) {
        if (name.equals(changing.name())) {
            return List.of();
        }
        return List.of(name.equals(User.ROOT) ? Need.root() : Need.admin());
    }

    @Override
    public Outcome execute(StatementContext context) {
        context.parts().accounts().users().setPassword(name(context), password.encode());
        return Outcome.ok();
    }

    private String name(StatementContext context) {
        return named.map(UserName::name).orElseGet(() -> context.access().user().name());
    }
}

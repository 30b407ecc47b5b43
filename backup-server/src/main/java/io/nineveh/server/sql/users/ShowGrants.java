package io.nineveh.server.sql.users;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.User;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Accounts;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/**
 * {@code SHOW GRANTS}.
 *
 * @param named whose; empty: the session's own user
 */
public record ShowGrants(Optional<UserName> named) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW GRANTS",
            "SHOW GRANTS [FOR {'name'[@'%'] | CURRENT_USER()}]",
            "no privilege for the own grants, ADMIN_PRIV for others",
            "Shows what a user, or the session's own, is granted.");

    public ShowGrants {
        requireNonNull(named, "named");
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return isOwn(context.access().user()) ? List.of() : List.of(Need.admin());
    }

    private boolean isOwn(User user) {
        return named.map(UserName::name)
                .filter(name -> !name.equals(user.name()))
                .isEmpty();
    }

    @Override
    public Outcome execute(StatementContext context) {
        Accounts accounts = context.parts().accounts();
        User shown = named.map(name -> accounts.users().require(name.name()))
                .orElseGet(() -> context.access().user());
        return GrantCells.table(List.of(shown), accounts);
    }
}

package io.nineveh.server.sql.users;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Privilege;
import io.nineveh.backup.user.Scope;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Set;

/** {@code GRANT}. */
public record Grant(Set<Privilege> privileges, Scope scope, UserName user) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "GRANT",
            "GRANT {ADMIN_PRIV | NODE_PRIV | SELECT_PRIV | LOAD_PRIV | ALTER_PRIV | CREATE_PRIV | DROP_PRIV}, … ON {*.*.* | database.* | database.table} TO 'name'[@'%']",
            Privilege.ADMIN,
            "Grants privileges on everything, a database, a table or a view to a user.");

    public Grant {
        privileges = Set.copyOf(privileges);
        requireNonNull(scope, "scope");
        requireNonNull(user, "user");
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
        context.parts().accounts().users().grant(user.name(), privileges, scope);
        return Outcome.ok();
    }
}

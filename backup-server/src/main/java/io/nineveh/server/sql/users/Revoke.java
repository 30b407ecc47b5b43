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

/** {@code REVOKE}. */
public record Revoke(Set<Privilege> privileges, Scope scope, UserName user) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "REVOKE",
            "REVOKE privilege, … ON {*.*.* | database.* | database.table} FROM 'name'[@'%']",
            Privilege.ADMIN,
            "Takes away privileges that were granted on exactly that.");

    public Revoke {
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
        context.parts().accounts().users().revoke(user.name(), privileges, scope);
        return Outcome.ok();
    }
}

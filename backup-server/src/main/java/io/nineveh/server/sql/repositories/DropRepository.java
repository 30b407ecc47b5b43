package io.nineveh.server.sql.repositories;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code DROP REPOSITORY}. */
public record DropRepository(String name) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "DROP REPOSITORY",
            "DROP REPOSITORY name",
            Privilege.ADMIN,
            "Forgets a repository; what is stored in it stays.");

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
        context.parts().repositories().drop(name);
        return Outcome.ok();
    }
}

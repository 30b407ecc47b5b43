package io.nineveh.server.sql.users;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Accounts;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code SHOW ALL GRANTS}. */
public record ShowAllGrants() implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW ALL GRANTS", "SHOW ALL GRANTS", Privilege.ADMIN, "Shows all users and what they are granted.");

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
        Accounts accounts = context.parts().accounts();
        return GrantCells.table(accounts.users().all(), accounts);
    }
}

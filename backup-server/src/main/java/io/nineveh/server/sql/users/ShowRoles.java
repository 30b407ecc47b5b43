package io.nineveh.server.sql.users;

import io.nineveh.backup.user.Privilege;
import io.nineveh.backup.user.User;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/** {@code SHOW ROLES}. There is the role of root and no other: users are granted privileges one by one. */
public record ShowRoles() implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW ROLES", "SHOW ROLES", Privilege.ADMIN, "Lists the roles: operator, which root has, and no other.");

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
        TextTable table = TextTable.of(
                "Name",
                "Comment",
                "Users",
                "GlobalPrivs",
                "CatalogPrivs",
                "DatabasePrivs",
                "TablePrivs",
                "ResourcePrivs",
                "WorkloadGroupPrivs");
        User root = context.parts().accounts().users().require(User.ROOT);
        table.rowWithNulls(List.of(
                Optional.of(GrantCells.OPERATOR),
                Optional.of(""),
                Optional.of(new UserName(root.name()).toString()),
                GrantCells.global(root),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return table.outcome();
    }
}

package io.nineveh.server.sql.administration;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Map;

/** {@code ADMIN SET FRONTEND CONFIG}. */
public record SetFrontendConfig(Map<String, String> values) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ADMIN SET FRONTEND CONFIG",
            "ADMIN SET FRONTEND CONFIG (\"key\" = \"value\", …)",
            Privilege.ADMIN,
            "Changes settings of the server until it ends.");

    public SetFrontendConfig {
        values = Map.copyOf(values);
        if (values.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID, "No setting is named: write one at least, as \"key\" = \"value\"");
        }
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
        context.parts().settings().change(values);
        return Outcome.ok();
    }

    /** Without the values: one may have been meant for a secret. */
    @Override
    public String toString() {
        return "SetFrontendConfig" + values.keySet();
    }
}

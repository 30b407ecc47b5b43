package io.nineveh.server.sql.administration;

import io.nineveh.backup.user.Privilege;
import io.nineveh.config.Setting;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** {@code ADMIN SHOW FRONTEND CONFIG}. Secrets are masked. */
public record ShowFrontendConfig(NameFilter names) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ADMIN SHOW FRONTEND CONFIG",
            "ADMIN SHOW FRONTEND CONFIG [LIKE \"pattern\"]",
            Privilege.ADMIN,
            "Lists the settings of the server, and which of them can be changed while it runs.");

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
        RunningSettings settings = context.parts().settings();
        TextTable result = TextTable.of("Key", "Value", "Type", "IsMutable", "MasterOnly", "Comment");
        for (Setting<?> setting : settings.all()) {
            if (names.matches(setting.name())) {
                result.row(
                        setting.name(),
                        settings.text(setting),
                        setting.typeName(),
                        settings.isMutable(setting),
                        false,
                        setting.description());
            }
        }
        return result.outcome();
    }
}

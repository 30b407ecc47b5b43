package io.nineveh.server.sql.brokers;

import io.nineveh.backup.broker.BrokerNode;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.time.ZoneId;
import java.util.List;

/** {@code SHOW BROKER}. */
public record ShowBroker() implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW BROKER", "SHOW BROKER", Privilege.NODE, "Lists the broker processes and whether they answer.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.node());
    }

    @Override
    public Outcome execute(StatementContext context) {
        TextTable table = TextTable.of(
                "Name", "Host", "Port", "Alive", "LastStartTime", "LastUpdateTime", "ErrMsg", "Version", "Plugins");
        ZoneId zone = context.parts().zone();
        for (BrokerNode node : context.parts().brokers().nodes()) {
            table.row(
                    node.name(),
                    node.address().host(),
                    node.address().port(),
                    node.alive(),
                    Cells.time(node.lastStartTime(), zone),
                    Cells.time(node.lastUpdateTime(), zone),
                    node.errorMessage().orElse(""),
                    Cells.text(node.version()),
                    node.plugins().isEmpty() ? Cells.NONE : String.join(", ", node.plugins()));
        }
        return table.outcome();
    }
}

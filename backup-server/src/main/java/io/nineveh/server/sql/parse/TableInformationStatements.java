package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowColumnsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowDynamicPartitionTablesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowTableStatusContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowTabletContext;
import io.nineveh.server.sql.tables.ShowColumns;
import io.nineveh.server.sql.tables.ShowDynamicPartitionTables;
import io.nineveh.server.sql.tables.ShowTableStatus;
import io.nineveh.server.sql.tables.ShowTablet;
import java.util.List;

/** The statements that tell more of tables than their names, partitions and sizes. */
final class TableInformationStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS =
            List.of(ShowTableStatus.FORM, ShowColumns.FORM, ShowTablet.FORM, ShowDynamicPartitionTables.FORM);

    @Override
    public Statement visitShowTableStatus(ShowTableStatusContext context) {
        return ShowParts.named(
                context.shownNames(), names -> new ShowTableStatus(Names.database(context.inDatabase()), names));
    }

    @Override
    public Statement visitShowColumns(ShowColumnsContext context) {
        return ShowParts.named(
                context.shownNames(),
                names -> new ShowColumns(
                        Names.tableIn(context.qualifiedName(), context.inDatabase()),
                        Names.detail(context.FULL()),
                        names));
    }

    @Override
    public Statement visitShowTablet(ShowTabletContext context) {
        String digits = context.INTEGER().getText();
        try {
            return new ShowTablet(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw new RefusedException(Reason.INVALID, "SHOW TABLET: %s is no id of a tablet".formatted(digits), e);
        }
    }

    @Override
    public Statement visitShowDynamicPartitionTables(ShowDynamicPartitionTablesContext context) {
        return new ShowDynamicPartitionTables(Names.database(context.inDatabase()));
    }
}

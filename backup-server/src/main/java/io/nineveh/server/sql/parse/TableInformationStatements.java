package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowDynamicPartitionTablesContext;
import io.nineveh.server.sql.tables.ShowDynamicPartitionTables;
import java.util.List;

/** The statements that tell more of tables than their names, partitions and sizes. */
final class TableInformationStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(ShowDynamicPartitionTables.FORM);

    @Override
    public Statement visitShowDynamicPartitionTables(ShowDynamicPartitionTablesContext context) {
        return new ShowDynamicPartitionTables(Names.database(context.inDatabase()));
    }
}

package io.nineveh.server.sql.information;

import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Partitioning.Kind;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.tables.Tablets;
import io.nineveh.tablet.MadeTable;
import io.nineveh.tablet.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * {@code information_schema.partitions}: the formal partitions. As in MySQL, a table that is not partitioned has a row without the name of
 * a partition.
 */
final class Partitions {
    private Partitions() {}

    static MadeTable made(StatementContext context) {
        TableDraft table = TableDraft.of(
                "TABLE_CATALOG",
                "TABLE_SCHEMA",
                "TABLE_NAME",
                "PARTITION_NAME",
                "SUBPARTITION_NAME",
                "PARTITION_ORDINAL_POSITION:BIGINT",
                "SUBPARTITION_ORDINAL_POSITION:BIGINT",
                "PARTITION_METHOD",
                "SUBPARTITION_METHOD",
                "PARTITION_EXPRESSION",
                "SUBPARTITION_EXPRESSION",
                "PARTITION_DESCRIPTION",
                "TABLE_ROWS:BIGINT",
                "AVG_ROW_LENGTH:BIGINT",
                "DATA_LENGTH:BIGINT",
                "MAX_DATA_LENGTH:BIGINT",
                "INDEX_LENGTH:BIGINT",
                "DATA_FREE:BIGINT",
                "CREATE_TIME:DATETIME",
                "UPDATE_TIME:DATETIME",
                "CHECK_TIME:DATETIME",
                "CHECKSUM:BIGINT",
                "PARTITION_COMMENT",
                "NODEGROUP",
                "TABLESPACE_NAME");
        Schemata.seen(context)
                .forEach(database -> database.tables().stream()
                        .filter(shown -> context.access().sees(new TableName(database.name(), shown.name())))
                        .forEach(shown -> rows(database, shown, context).forEach(table::row)));
        return table.made();
    }

    private static List<List<Optional<String>>> rows(Database database, Table table, StatementContext context) {
        boolean isPartitioned = table.partitioning().kind() != Kind.UNPARTITIONED;
        List<List<Optional<String>>> rows = new ArrayList<>();
        for (Partition partition : table.partitions()) {
            List<Optional<String>> row = new ArrayList<>(
                    List.of(TableDraft.CATALOG, Optional.of(database.name()), Optional.of(table.name())));
            row.addAll(
                    isPartitioned
                            ? place(table, partition, rows.size() + 1)
                            : Collections.nCopies(9, Optional.empty()));
            row.addAll(Tablets.totals(context.parts().tablets(), List.of(partition))
                    .lengths());
            row.addAll(rest(partition, context));
            rows.add(row);
        }
        return rows;
    }

    private static List<Optional<String>> place(Table table, Partition partition, int position) {
        return List.of(
                Optional.of(partition.name()),
                Optional.empty(),
                Optional.of(Integer.toString(position)),
                Optional.empty(),
                Optional.of(table.partitioning().kind().name()),
                Optional.empty(),
                Optional.of(String.join(", ", table.partitioning().columns())),
                Optional.empty(),
                Optional.of(partition.range().text(SqlText::quoteString)));
    }

    /** From the time when it was made, which is not known, on. */
    private static List<Optional<String>> rest(Partition partition, StatementContext context) {
        return List.of(
                Optional.empty(),
                Optional.of(Cells.time(
                        partition.visibleVersionTime(), context.parts().zone())),
                Optional.empty(),
                Optional.empty(),
                Optional.of(""),
                Optional.empty(),
                Optional.empty());
    }
}

package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One DELETE: each tablet that loses rows is replaced by a new one with the rows that stay. */
final class RowDeletion {
    private final Catalog catalog;
    private final EmbeddedTabletStore store;
    private final String database;
    private final Table table;
    private final String condition;

    /** A deletion from a table as it is now. The caller keeps loads away from it. */
    RowDeletion(Catalog catalog, EmbeddedTabletStore store, String database, Table table, String condition) {
        this.catalog = catalog;
        this.store = store;
        this.database = database;
        this.table = table;
        this.condition = condition;
    }

    /**
     * Deletes rows. On return this is durable and visible.
     *
     * @param disposal takes the tablets that are replaced
     * @return how many
     * @throws RefusedException when the condition is none, or the table changed meanwhile; nothing is deleted then
     */
    long run(QuerySessions sessions, List<Partition> partitions, TabletDisposal disposal)
            throws IOException, SQLException {
        String count = ConditionQuery.count(table.name(), condition);
        List<String> columns =
                table.schema().columns().stream().map(Column::name).toList();
        String rest = ConditionQuery.columns(table.name(), columns, Optional.of(ConditionQuery.not(condition)));
        long[] deleted = {0};
        try (TabletRewrite rewrite = new TabletRewrite(catalog, store, database, table, SchemaChange.none(table))) {
            rewrite.forEach(partitions, (place, narrowed) -> {
                long rows = count(sessions.openNarrowed(database, count, any -> narrowed));
                if (rows > 0) {
                    deleted[0] += rows;
                    try (QuerySession session = sessions.openNarrowed(database, rest, any -> narrowed)) {
                        rewrite.replace(place, session, session.query().sql());
                    }
                }
            });
            rewrite.publish(disposal);
        }
        return deleted[0];
    }

    private long count(QuerySession session) throws SQLException {
        try (session) {
            ConditionQuery.requireNoOther(session, table.name(), "DELETE");
            try (QueryResult result = QueryResult.begin(session, session.query().sql())) {
                result.next();
                return Long.parseLong(result.text(0).orElseThrow());
            }
        }
    }
}

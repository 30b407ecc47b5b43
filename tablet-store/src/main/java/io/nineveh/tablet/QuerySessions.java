package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Opens queries over the tables of a catalog as they are at that moment. */
record QuerySessions(DuckDb duckDb, RunningQueries running, Catalog catalog, EmbeddedTabletStore store) {

    /**
     * Checks a query of a user and pins its tables.
     *
     * @param currentDatabase where a table is whose name has no database
     * @param guard asked for all that it reads
     * @param facts what it can learn beside
     * @throws RefusedException when it is not a query or its tables cannot be read
     */
    QuerySession open(Optional<String> currentDatabase, ReadGuard guard, QueryFacts facts, String mySqlText)
            throws SQLException {
        return open(currentDatabase, guard, facts, mySqlText, UnaryOperator.identity());
    }

    /**
     * Opens a query of the engine itself, which nobody has to be asked about.
     *
     * @param narrowing leaves the query less of each table than there is
     */
    QuerySession openNarrowed(String database, String mySqlText, UnaryOperator<Table> narrowing) throws SQLException {
        return open(Optional.of(database), ReadGuard.NONE, QueryFacts.NONE, mySqlText, narrowing);
    }

    private QuerySession open(
            Optional<String> currentDatabase,
            ReadGuard guard,
            QueryFacts facts,
            String mySqlText,
            UnaryOperator<Table> narrowing)
            throws SQLException {
        Connection connection = duckDb.connect();
        boolean opened = false;
        try {
            ParsedQuery query = ParsedQuery.parse(connection, mySqlText);
            PinnedTables tables = PinnedTables.of(
                    () -> QueriedObjects.of(query, currentDatabase, guard, facts, connection, catalog)
                            .with(narrowing),
                    store);
            opened = true;
            return QuerySession.begin(connection, query, tables, running, currentDatabase, facts);
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }
}

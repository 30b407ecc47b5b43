package io.nineveh.tablet;

import com.google.common.collect.Sets;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Table;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection on which one query can run: the tables and views that it reads, and no others, are views there, in a DuckDB catalog of the
 * query's own.
 */
final class QuerySession implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(QuerySession.class);
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Connection connection;
    private final ParsedQuery query;
    private final PinnedTables tables;
    private final RunningQueries running;
    private final String name = Quoting.identifier("nineveh query " + NUMBERS.incrementAndGet());
    private boolean closed;

    private QuerySession(Connection connection, ParsedQuery query, PinnedTables tables, RunningQueries running) {
        this.connection = connection;
        this.query = query;
        this.tables = tables;
        this.running = running;
    }

    /**
     * Makes a session of a query that is checked and whose tables are pinned. All of it becomes the session's to close, also when
     * this fails.
     *
     * @param running knows what can be interrupted
     * @param currentDatabase where a table is whose name has no database
     * @param facts what the query can learn beside
     */
    static QuerySession begin(
            Connection connection,
            ParsedQuery query,
            PinnedTables tables,
            RunningQueries running,
            Optional<String> currentDatabase,
            QueryFacts facts)
            throws SQLException {
        QuerySession session = new QuerySession(connection, query, tables, running);
        session.attach(currentDatabase, facts);
        return session;
    }

    private void attach(Optional<String> currentDatabase, QueryFacts facts) throws SQLException {
        boolean attached = false;
        try {
            refuseNamesThatDifferInCaseOnly();
            DuckDb.execute(connection, "ATTACH ':memory:' AS " + name);
            if (currentDatabase.isPresent()) {
                createSchema(currentDatabase.get());
            }
            for (Map.Entry<TableName, Table> entry : tables.tables().entrySet()) {
                createSchema(entry.getKey().database());
                createView(entry.getKey(), entry.getValue());
            }
            for (Map.Entry<String, MadeTable> entry : tables.made().entrySet()) {
                createSchema(MySqlText.INFORMATION_SCHEMA);
                createView(entry.getKey(), entry.getValue());
            }
            createFunctions(facts);
            for (Map.Entry<TableName, QueriedObjects.ParsedView> entry :
                    tables.views().entrySet()) {
                createSchema(entry.getKey().database());
                createView(entry.getKey(), entry.getValue());
            }
            DuckDb.execute(connection, "USE %s.%s".formatted(name, schema(currentDatabase.orElse("main"))));
            attached = true;
        } finally {
            if (!attached) {
                close();
            }
        }
    }

    /** To us they are different names; to DuckDB they are one. */
    private void refuseNamesThatDifferInCaseOnly() {
        Map<String, TableName> seen = new HashMap<>();
        for (TableName table :
                Sets.union(tables.tables().keySet(), tables.views().keySet())) {
            String key = (table.database() + "\0" + table.table()).toLowerCase(Locale.ROOT);
            TableName other = seen.putIfAbsent(key, table);
            if (other != null && !other.equals(table)) {
                throw new RefusedException(
                        Reason.NOT_SUPPORTED,
                        "the tables %s.%s and %s.%s cannot be in one query, since their names differ in letter case only"
                                .formatted(other.database(), other.table(), table.database(), table.table()));
            }
        }
    }

    private void createSchema(String database) throws SQLException {
        DuckDb.execute(connection, "CREATE SCHEMA IF NOT EXISTS %s.%s".formatted(name, schema(database)));
    }

    private static String schema(String database) {
        return Quoting.identifier(database);
    }

    private void createView(TableName table, Table definition) throws SQLException {
        DuckDb.execute(
                connection,
                "CREATE VIEW %s.%s.%s AS %s"
                        .formatted(
                                name,
                                schema(table.database()),
                                Quoting.identifier(table.table()),
                                StoredRows.of(definition, tables.files(definition))));
    }

    private void createView(String table, MadeTable made) throws SQLException {
        DuckDb.execute(
                connection,
                "CREATE VIEW %s.%s.%s AS %s"
                        .formatted(
                                name,
                                schema(MySqlText.INFORMATION_SCHEMA),
                                Quoting.identifier(table.toUpperCase(Locale.ROOT)),
                                made.sql()));
    }

    /** They hide those of DuckDB that have the same names, for this connection. */
    private void createFunctions(QueryFacts facts) throws SQLException {
        Set<String> used = new HashSet<>(query.functions());
        tables.views().values().forEach(view -> used.addAll(view.query().functions()));
        MySqlFunctions.create(connection, used);
        for (Map.Entry<String, Fact> entry : facts.functions().entrySet()) {
            if (used.contains(entry.getKey())) {
                DuckDb.execute(
                        connection,
                        "CREATE TEMP MACRO %s() AS %s"
                                .formatted(
                                        Quoting.identifier(entry.getKey()),
                                        entry.getValue().sql()));
            }
        }
    }

    /** In DuckDB, too, a view looks for what it reads in its own schema first. */
    private void createView(TableName name, QueriedObjects.ParsedView parsed) throws SQLException {
        String columns = parsed.view().columns().isEmpty()
                ? ""
                : parsed.view().columns().stream()
                        .map(column -> Quoting.identifier(column.name()))
                        .collect(Collectors.joining(", ", "(", ")"));
        try {
            DuckDb.execute(
                    connection,
                    "CREATE VIEW %s.%s.%s%s AS %s"
                            .formatted(
                                    this.name,
                                    schema(name.database()),
                                    Quoting.identifier(name.table()),
                                    columns,
                                    parsed.query().sql()));
        } catch (SQLException e) {
            RefusedException why = DuckDbFailure.refusal(e);
            throw new RefusedException(
                    why.reason(),
                    "view '%s.%s' does not fit what it reads: %s. Change it with ALTER VIEW, or drop it"
                            .formatted(name.database(), name.table(), why.getMessage()),
                    why);
        }
    }

    /** Computes a statement, which can be interrupted meanwhile; returns how many rows it adds to something. */
    long update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            running.begin(statement);
            try {
                return statement.executeLargeUpdate(sql);
            } finally {
                running.end(statement);
            }
        }
    }

    RunningQueries running() {
        return running;
    }

    Connection connection() {
        return connection;
    }

    /** The views that the query reads, also those behind other views. */
    Set<TableName> views() {
        return tables.views().keySet();
    }

    ParsedQuery query() {
        return query;
    }

    /** Closing it again does nothing. All statements on the connection are closed before. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (connection) {
            DuckDb.execute(connection, "USE memory.main");
            DuckDb.execute(connection, "DETACH DATABASE IF EXISTS " + name);
        } catch (SQLException e) {
            LOG.warn("cannot close a query in order", e);
        } finally {
            tables.close();
        }
    }
}

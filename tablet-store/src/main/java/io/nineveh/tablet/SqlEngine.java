package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Striped;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.Table;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries and loads over the tables of a catalog whose tablets are in a store. DuckDB does the computing, in this process. The SQL
 * of a query is MySQL's in its lexical form and DuckDB's in all else; it reaches tables and nothing else on this machine.
 *
 * <p>Safe for many threads. Queries wait for nobody; loads into one table happen one after another. What is refused changed
 * nothing.
 */
public final class SqlEngine implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlEngine.class);
    private static final int LOCKS = 1 << 16;

    private final Catalog catalog;
    private final EmbeddedTabletStore store;
    private final AutomaticPartitions automaticPartitions;
    private final DuckDb duckDb;
    private final RunningQueries running = new RunningQueries();
    private final QuerySessions sessions;
    private final Striped<Lock> loads = Striped.lazyWeakLock(LOCKS);

    /**
     * Starts DuckDB. Catalog and store stay the caller's to close, after this.
     *
     * @param automaticPartitions called by loads, while no other load into the table ends
     * @throws IOException when it cannot start
     */
    public SqlEngine(
            Catalog catalog,
            EmbeddedTabletStore store,
            AutomaticPartitions automaticPartitions,
            SqlEngineOptions options)
            throws IOException {
        this.catalog = requireNonNull(catalog, "catalog");
        this.store = requireNonNull(store, "store");
        this.automaticPartitions = requireNonNull(automaticPartitions, "automaticPartitions");
        this.duckDb = DuckDb.open(store.layout(), options);
        this.sessions = new QuerySessions(duckDb, running, catalog, store);
    }

    /**
     * Begins a query over the tables as they are now. Later loads and drops do not disturb it.
     *
     * @param currentDatabase where a table is whose name has no database
     * @param guard asked for all that it reads
     * @param select one SELECT or VALUES
     * @throws RefusedException when it is no query, names what is not there, or asks for more than tables
     */
    public QueryResult query(Optional<String> currentDatabase, ReadGuard guard, String select) {
        return query(currentDatabase, guard, QueryFacts.NONE, select);
    }

    /**
     * As {@link #query(Optional, ReadGuard, String)}.
     *
     * @param facts what the query can learn beside what is stored
     */
    public QueryResult query(Optional<String> currentDatabase, ReadGuard guard, QueryFacts facts, String select) {
        try {
            QuerySession session = sessions.open(currentDatabase, guard, facts, select);
            boolean begun = false;
            try {
                QueryResult result = QueryResult.begin(session, session.query().sql());
                begun = true;
                return result;
            } finally {
                if (!begun) {
                    session.close();
                }
            }
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        }
    }

    /**
     * Interrupts what a thread is computing here, if it is: a query or load that it began and has not closed. It is refused
     * with {@code INTERRUPTED} soon then, unless it was about to end.
     */
    public void interrupt(Thread thread) {
        running.interrupt(thread);
    }

    /**
     * Looks at a query without computing its rows.
     *
     * @param currentDatabase where a table is whose name has no database
     * @param guard asked for all that it reads
     * @throws RefusedException as {@link #query} does
     */
    public QueryDescription describe(Optional<String> currentDatabase, ReadGuard guard, String select) {
        try (QuerySession session = sessions.open(currentDatabase, guard, QueryFacts.NONE, select)) {
            return QueryDescription.of(session);
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        }
    }

    /**
     * Loads the rows of a query into a table: all of them, or none. On return they are durable and visible. A table that is
     * partitioned automatically gets the partitions that they need.
     *
     * @param columns to which the source's columns go, in its order; the others get their defaults. Empty: all columns
     * @param partitions that may take rows
     * @param currentDatabase where a table of the source is whose name has no database
     * @param guard asked for all that the source reads
     * @param source VALUES or SELECT
     * @return how many rows
     * @throws RefusedException when the source is no query, a value does not fit its column, no partition takes a row, the
     *     table may not be loaded now, or it is dropped meanwhile
     */
    public long insert(
            String database,
            String table,
            List<String> columns,
            PartitionNames partitions,
            Optional<String> currentDatabase,
            ReadGuard guard,
            String source) {
        long start = System.nanoTime();
        try {
            Table target = catalog.requireLoadable(database, table);
            LoadColumns loadColumns = LoadColumns.of(target, columns);
            try (QuerySession session = sessions.open(currentDatabase, guard, QueryFacts.NONE, source)) {
                RowStaging staging = RowStaging.evaluate(session, loadColumns);
                long rows = load(database, target, partitions, session, staging);
                LOG.info(
                        "loaded {} rows into {}.{} (id {}) in {} ms",
                        rows,
                        database,
                        table,
                        target.id(),
                        (System.nanoTime() - start) / 1_000_000);
                return rows;
            }
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        } catch (IOException e) {
            // a table that was dropped meanwhile is the likeliest reason, and a better message
            catalog.requireTable(database, table);
            throw new RefusedException(
                    Reason.STORAGE, "cannot load into table '%s': %s".formatted(table, e.getMessage()), e);
        }
    }

    private long load(
            String database, Table target, PartitionNames partitions, QuerySession session, RowStaging staging)
            throws SQLException, IOException {
        Lock lock = loads.get(target.id());
        lock.lock();
        try {
            Table now = catalog.requireTable(database, target.name());
            if (now.id() != target.id() || !now.schema().equals(target.schema())) {
                throw new RefusedException(
                        Reason.WRONG_STATE,
                        "table '%s' was replaced while the rows were computed; try again".formatted(target.name()));
            }
            RowStaging.PlacedRows rows = place(database, now, partitions, staging);
            if (!rows.places().isEmpty()) {
                new TableLoad(catalog, store, database, rows.table(), rows.candidates())
                        .run(session.connection(), staging, rows.places());
            }
            return rows.places().stream().mapToLong(RowStaging.TabletRows::rows).sum();
        } finally {
            lock.unlock();
        }
    }

    private RowStaging.PlacedRows place(String database, Table table, PartitionNames partitions, RowStaging staging)
            throws SQLException {
        List<Partition> candidates = partitions.in(table);
        List<RowStaging.TabletRows> places = staging.place(table, candidates);
        if (!RowStaging.areMissing(places)) {
            return new RowStaging.PlacedRows(table, candidates, places);
        }
        if (!partitions.equals(PartitionNames.ALL)
                || table.partitioning().automatic().isEmpty()) {
            throw staging.noPartition(table, candidates);
        }
        return staging.placeInNewPartitions(database, table, candidates, automaticPartitions);
    }

    /**
     * Deletes the rows of a table that a condition holds for. On return that is durable and visible.
     *
     * @param partitions whose rows are looked at; empty: all
     * @param condition over the columns of the table
     * @param disposal takes the tablets that are replaced
     * @return how many rows
     * @throws RefusedException when the condition is none, or the table is changed or dropped meanwhile
     */
    public long delete(
            String database, String table, List<String> partitions, String condition, TabletDisposal disposal) {
        return alone(database, table, "delete from", now -> {
            RowDeletion deletion = new RowDeletion(catalog, store, database, now, condition);
            return deletion.run(sessions, PartitionNames.formal(partitions).in(now), disposal);
        });
    }

    /** What is done with a table as it is now. */
    private interface Work<T> {
        T run(Table now) throws IOException, SQLException;
    }

    /** Does something with a table while no load into it ends. */
    private <T> T alone(String database, String table, String verb, Work<T> work) {
        Lock lock = loads.get(catalog.requireTable(database, table).id());
        lock.lock();
        try {
            return work.run(catalog.requireLoadable(database, table));
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        } catch (IOException e) {
            catalog.requireTable(database, table);
            throw new RefusedException(
                    Reason.STORAGE, "cannot %s table '%s': %s".formatted(verb, table, e.getMessage()), e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives a table other columns; all its rows are written anew. On return that is durable and visible.
     *
     * @param change decides on the columns, given the table as it is now
     * @param disposal takes the tablets that are replaced
     * @throws RefusedException when a value does not fit its new column, or the table is changed or dropped meanwhile
     */
    public void alter(String database, String table, Function<Table, SchemaChange> change, TabletDisposal disposal) {
        alone(database, table, "change", now -> {
            SchemaChange columns = change.apply(now);
            String kept = ConditionQuery.columns(table, columns.kept(), Optional.empty());
            try (TabletRewrite rewrite = new TabletRewrite(catalog, store, database, now, columns)) {
                rewrite.forEach(now.partitions(), (place, narrowed) -> {
                    try (QuerySession session = sessions.openNarrowed(database, kept, any -> narrowed)) {
                        rewrite.replace(
                                place, session, columns.of(session.query().sql()));
                    }
                });
                rewrite.publish(disposal);
            }
            return now;
        });
    }

    /**
     * Changes rows of a table with a unique key: as if they were read and, with other values, written again, with no load into
     * the table in between. On return that is durable and visible.
     *
     * @param values by the names of columns: expressions over the columns of the table
     * @param currentDatabase where a table that an expression reads is, if its name has no database
     * @param guard asked for all that is read, the table itself among it
     * @return how many rows
     * @throws RefusedException when the table has another kind of key, a column is none of its value columns, the condition is
     *     none, or the table is changed or dropped meanwhile
     */
    public long update(
            String database,
            String table,
            Map<String, String> values,
            String condition,
            Optional<String> currentDatabase,
            ReadGuard guard) {
        return alone(database, table, "update", now -> {
            String source = new RowUpdate(database, now, values).source(condition);
            return insert(database, table, List.of(), PartitionNames.ALL, currentDatabase, guard, source);
        });
    }

    /**
     * Checks what a load from files names, before there are any files.
     *
     * @throws RefusedException when the table, a column or a partition is not there, an expression is none, or the table may not
     *     be loaded now
     */
    public void check(String database, FileSource source) {
        Table table = catalog.requireLoadable(database, source.table());
        List<Partition> unused = source.partitions().in(table);
        RowMapping mapping = source.mapping();
        try (Connection connection = duckDb.connect()) {
            MappedColumns columns =
                    new MappedColumns(connection, table, mapping, MappedColumns.ofTable(table, mapping));
            columns.requireFit(source.format());
            columns.check(connection);
            if (mapping.filter().isPresent()) {
                new RowFilter(connection, table, mapping.filter().orElseThrow()).check(connection);
            }
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        }
    }

    /**
     * Checks what an export names, before its file is written.
     *
     * @throws RefusedException when the table, a column or a partition is not there
     */
    public void check(TableExport export) {
        FileExport unused = new FileExport(catalog, export);
    }

    /**
     * Loads rows from files: all that are in order, or none. On return they are durable and visible, those of all tables since
     * the same moment.
     *
     * @throws RefusedException when more rows are bad than may be, a file cannot be read, or a table, column or partition is
     *     not there or is changed meanwhile
     */
    public FileLoad.Outcome load(FileLoad load, FileLoad.Progress progress) {
        try (FileLoading loading = new FileLoading(catalog, store, automaticPartitions, load, progress)) {
            loading.read(duckDb);
            return loading.finish(loads);
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        } catch (IOException e) {
            load.sources().forEach(source -> catalog.requireTable(load.database(), source.table()));
            throw new RefusedException(Reason.STORAGE, "cannot load the files: " + e.getMessage(), e);
        }
    }

    /**
     * Writes rows of a table, as it is now, into a new file.
     *
     * @return how many rows
     * @throws RefusedException when the table, a column or a partition is not there, the condition is none, or a value cannot
     *     be written in this format so that it can be read again
     */
    public long export(TableExport export) {
        try {
            return new FileExport(catalog, export).run(sessions);
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        }
    }

    /** Stops DuckDB once the queries under way are closed. */
    @Override
    public void close() throws IOException {
        duckDb.close();
    }
}

package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The tables and views that a query reads, also those behind its views, as the catalog has them at one moment. */
final class QueriedObjects {
    /** A view may read views so many times over. */
    private static final int DEEPEST = 64;

    private final Connection connection;
    private final Catalog catalog;
    private final ReadGuard guard;
    private final QueryFacts facts;
    private final Map<String, MadeTable> made = new LinkedHashMap<>();
    private final Map<TableName, Table> tables = new LinkedHashMap<>();
    private final Map<TableName, ParsedView> views = new LinkedHashMap<>();
    private final Deque<TableName> open = new ArrayDeque<>();

    /** A view and its query as DuckDB reads it. */
    record ParsedView(View view, ParsedQuery query) {}

    private QueriedObjects(Connection connection, Catalog catalog, ReadGuard guard, QueryFacts facts) {
        this.connection = connection;
        this.catalog = catalog;
        this.guard = guard;
        this.facts = facts;
    }

    /**
     * Looks up what a query names.
     *
     * @throws RefusedException when something is missing, cannot be read, refers to itself, or needs a database to be chosen
     */
    static QueriedObjects of(
            ParsedQuery query,
            Optional<String> currentDatabase,
            ReadGuard guard,
            QueryFacts facts,
            Connection connection,
            Catalog catalog)
            throws SQLException {
        QueriedObjects objects = new QueriedObjects(connection, catalog, guard, facts);
        objects.add(query, currentDatabase);
        return objects;
    }

    private void add(ParsedQuery query, Optional<String> currentDatabase) throws SQLException {
        for (List<String> path : query.tables()) {
            Optional<SelectedPartitions> selected = SelectedPartitions.of(path);
            if (selected.isPresent()) {
                add(new TableName(path.get(0), path.get(1)), selected.get(), currentDatabase);
            } else if (path.size() == 2 && path.get(0).equals(MySqlText.INFORMATION_SCHEMA)) {
                addMade(path.get(1));
            } else if (!query.isCommonTable(path) || mayBeMeant(path.get(0), currentDatabase)) {
                add(name(path, currentDatabase));
            }
        }
    }

    private void addMade(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        made.put(
                lowerCase,
                facts.table(lowerCase)
                        .orElseThrow(() -> new RefusedException(
                                Reason.UNKNOWN_TABLE,
                                "Unknown table '%s' in information_schema; only SELECT can read it, and not all that MySQL has is there"
                                        .formatted(name))));
    }

    /** @param name in DuckDB */
    private void add(TableName name, SelectedPartitions selected, Optional<String> currentDatabase) {
        TableName meant = allowed(name(SelectedPartitions.written(name.path()), currentDatabase));
        Table table = catalog.requireTable(meant.database(), meant.table());
        add(name, table.withPartitions(selected.partitions().in(table)).withTemporaryPartitions(List.of()));
    }

    /** What a name stands for that may be read. */
    private TableName allowed(TableName name) {
        if (!guard.allows(name)) {
            throw guard.refusal(name);
        }
        return meant(name);
    }

    private void add(TableName name) throws SQLException {
        TableName meant = allowed(name);
        Database database = catalog.requireDatabase(meant.database());
        Optional<View> view = database.view(meant.table());
        if (view.isEmpty()) {
            add(name, catalog.requireTable(meant.database(), meant.table()));
        } else if (!views.containsKey(name)) {
            if (open.contains(name) || open.size() == DEEPEST) {
                throw endless(name);
            }
            open.addLast(name);
            ParsedQuery query = ParsedQuery.parse(connection, view.get().query());
            add(query, Optional.of(name.database()));
            open.removeLast();
            // after those that it reads
            views.put(name, new ParsedView(view.get(), query));
        }
    }

    /** Views mean the same for everybody. */
    private TableName meant(TableName name) {
        return open.isEmpty() ? guard.meant(name) : name;
    }

    private void add(TableName name, Table table) {
        Table other = tables.putIfAbsent(name, table);
        if (other != null && other.id() != table.id()) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    SelectedPartitions.of(name.path()).isPresent()
                            ? "the query cannot read partitions of %s and, behind a view, partitions of the same names of another table of that name; write the database in front of it"
                                    .formatted(name.table())
                            : "the query cannot read the temporary table %1$s.%2$s and, behind a view, the table of that name"
                                    .formatted(name.database(), name.table()));
        }
    }

    private RefusedException endless(TableName name) {
        String way = open.stream()
                .map(view -> view.database() + "." + view.table())
                .collect(Collectors.joining(" reads ", "", " reads %s.%s".formatted(name.database(), name.table())));
        return new RefusedException(
                Reason.INVALID,
                open.contains(name)
                        ? "a view reads itself: %s; change one of them with ALTER VIEW".formatted(way)
                        : "views read views more than %d times over: %s".formatted(DEEPEST, way));
    }

    /** Whether the name of a common table may be that of another one, too, which is there where the WITH does not reach. */
    private boolean mayBeMeant(String name, Optional<String> currentDatabase) {
        return currentDatabase
                .map(database -> new TableName(database, name))
                .filter(object -> catalog.database(meant(object).database())
                        .filter(database -> database.has(name))
                        .isPresent())
                .filter(guard::allows)
                .isPresent();
    }

    private static TableName name(List<String> path, Optional<String> currentDatabase) {
        return switch (path.size()) {
            case 1 ->
                new TableName(
                        currentDatabase.orElseThrow(
                                () -> new RefusedException(Reason.UNKNOWN_DATABASE, "No database selected")),
                        path.get(0));
            case 2 -> new TableName(path.get(0), path.get(1));
            default ->
                throw new RefusedException(
                        Reason.UNKNOWN_TABLE,
                        "'%s' names no table; write table or database.table".formatted(String.join(".", path)));
        };
    }

    /** The same with other tables in their places. */
    QueriedObjects with(UnaryOperator<Table> change) {
        tables.replaceAll((name, table) -> change.apply(table));
        return this;
    }

    /** Those of the information schema, by their names in lower case. */
    Map<String, MadeTable> made() {
        return made;
    }

    Map<TableName, Table> tables() {
        return tables;
    }

    /** Each after those that it reads. */
    Map<TableName, ParsedView> views() {
        return views;
    }
}

package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSortedMap;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.meta.MetadataTransaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All databases and tables. What is current is one immutable value in memory: a reader never waits, and sees all of a change or
 * nothing. A change is durable before anyone sees it. Safe for many threads.
 *
 * <p>Names of databases and tables are case-sensitive. Which names are allowed, the caller decides.
 */
public final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    private final MetadataStore store;
    private final Clock clock;
    private final TableGuard guard;
    private volatile ImmutableSortedMap<String, Database> current;

    /** The newest change. Used in transactions alone, of which there is one at a time. */
    private Optional<CatalogChange> newest = Optional.empty();

    private Catalog(MetadataStore store, Clock clock, TableGuard guard, ImmutableSortedMap<String, Database> current) {
        this.store = store;
        this.clock = clock;
        this.guard = guard;
        this.current = current;
    }

    /** A catalog whose tables may be changed at any time; see the other method. */
    public static Catalog open(MetadataStore store, Clock clock) {
        return open(store, clock, TableGuard.NONE);
    }

    /**
     * Reads the catalog. The store, which stays the caller's to close, has one catalog at a time.
     *
     * @param guard is asked before a table is replaced or dropped, and before a name is taken
     * @throws io.nineveh.backup.meta.MetadataException when it cannot be read, naming the table if it is one
     */
    public static Catalog open(MetadataStore store, Clock clock, TableGuard guard) {
        requireNonNull(clock, "clock");
        requireNonNull(guard, "guard");
        ImmutableSortedMap<String, Database> databases = store.read(CatalogRows::readAll);
        LOG.info(
                "read the catalog: {} databases, {} tables",
                databases.size(),
                databases.values().stream()
                        .mapToInt(database -> database.tables().size())
                        .sum());
        return new Catalog(store, clock, guard, databases);
    }

    /** In the order of their names; all as of the same change. */
    public List<Database> databases() {
        return current.values().asList();
    }

    public Optional<Database> database(String name) {
        return Optional.ofNullable(current.get(name));
    }

    /**
     * A database that must be there.
     *
     * @throws RefusedException when it is not
     */
    public Database requireDatabase(String name) {
        return require(database(name), name);
    }

    /**
     * A table that must be there.
     *
     * @throws RefusedException when it, or its database, is not
     */
    public Table requireTable(String database, String table) {
        return require(requireDatabase(database), table);
    }

    /**
     * A table that must be there and may be loaded, as things are now. So a load that cannot succeed is refused before its
     * work is done; the change that ends it asks again.
     *
     * @throws RefusedException when it, or its database, is not there, or it is guarded
     */
    public Table requireLoadable(String database, String table) {
        Table found = requireTable(database, table);
        return store.read(handle -> {
            guard.check(handle, database, found, Optional.of(found));
            return found;
        });
    }

    /**
     * A view that must be there.
     *
     * @throws RefusedException when it, or its database, is not
     */
    public View requireView(String database, String view) {
        return requireView(requireDatabase(database), view);
    }

    /**
     * Changes the catalog in a transaction of its own. When this returns, the change is durable and visible; when the work
     * throws, nothing has changed. Changes happen one after another.
     */
    public <T> T change(Function<CatalogChange, T> work) {
        return store.write(transaction -> work.apply(change(transaction)));
    }

    /**
     * Changes the catalog as part of a transaction: durable with it, visible right after it is, gone if it is rolled
     * back. Each call for the same transaction gives the same change.
     */
    public CatalogChange change(MetadataTransaction transaction) {
        Optional<CatalogChange> joined = newest.filter(change -> change.belongsTo(transaction));
        if (joined.isPresent()) {
            return joined.orElseThrow();
        }
        CatalogChange change = new CatalogChange(transaction, clock.instant(), guard, current);
        newest = Optional.of(change);
        transaction.onCommit(() -> current = change.result());
        return change;
    }

    static Database require(Optional<Database> found, String name) {
        return found.orElseThrow(
                () -> new RefusedException(Reason.UNKNOWN_DATABASE, "Unknown database '%s'".formatted(name)));
    }

    static Table require(Database database, String table) {
        return database.table(table)
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_TABLE,
                        database.view(table).isPresent()
                                ? "'%s.%s' is a view, and this needs a table".formatted(database.name(), table)
                                : unknown(database, table)));
    }

    static View requireView(Database database, String view) {
        return database.view(view)
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_TABLE,
                        database.table(view).isPresent()
                                ? "'%s.%s' is a table, and this needs a view".formatted(database.name(), view)
                                : unknown(database, view)));
    }

    private static String unknown(Database database, String name) {
        return "Unknown table '%s' in database '%s'".formatted(name, database.name());
    }
}

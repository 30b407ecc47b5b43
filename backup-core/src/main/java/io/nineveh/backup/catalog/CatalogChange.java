package io.nineveh.backup.catalog;

import com.google.common.collect.ImmutableSortedMap;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.meta.MetadataTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A change of the catalog, as part of a transaction and for its thread alone. What it reads is the newest state, with what the
 * change itself has done so far; others see nothing of it before the commit. A refused step leaves the steps before it as
 * they are: it is the caller's to go on or to let the exception roll the transaction back.
 */
public final class CatalogChange {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogChange.class);

    private final MetadataTransaction transaction;
    private final Instant now;
    private final TableGuard guard;
    private final TreeMap<String, Database> working;

    CatalogChange(
            MetadataTransaction transaction, Instant now, TableGuard guard, ImmutableSortedMap<String, Database> base) {
        this.transaction = transaction;
        this.now = now;
        this.guard = guard;
        this.working = new TreeMap<>(base);
    }

    boolean belongsTo(MetadataTransaction other) {
        return transaction == other;
    }

    ImmutableSortedMap<String, Database> result() {
        return ImmutableSortedMap.copyOf(working);
    }

    /** The time of this change, for all that it makes visible. */
    public Instant now() {
        return now;
    }

    /** An id for something new: never used before or again. */
    public long newId() {
        return transaction.newId();
    }

    /** In the order of their names. */
    public List<Database> databases() {
        return List.copyOf(working.values());
    }

    public Optional<Database> database(String name) {
        return Optional.ofNullable(working.get(name));
    }

    /**
     * A database that must be there.
     *
     * @throws RefusedException when it is not
     */
    public Database requireDatabase(String name) {
        return Catalog.require(database(name), name);
    }

    /**
     * A table that must be there.
     *
     * @throws RefusedException when it, or its database, is not
     */
    public Table requireTable(String database, String table) {
        return Catalog.require(requireDatabase(database), table);
    }

    /**
     * Makes an empty database.
     *
     * @throws RefusedException when there is one of that name
     */
    public Database createDatabase(String name) {
        if (working.containsKey(name)) {
            throw new RefusedException(
                    Reason.DATABASE_EXISTS, "Can't create database '%s'; database exists".formatted(name));
        }
        Database database = new Database(newId(), name, List.of(), List.of());
        CatalogRows.insertDatabase(transaction.handle(), database);
        working.put(name, database);
        transaction.onCommit(() -> LOG.info("created database {} (id {})", name, database.id()));
        return database;
    }

    /**
     * Removes a database with all its tables and views. The tables' tablets are the caller's to drop, after the commit.
     *
     * @return what was removed
     * @throws RefusedException when there is none of that name, or a table of it is guarded
     */
    public Database dropDatabase(String name) {
        Database database = requireDatabase(name);
        database.tables().forEach(table -> guard.check(transaction.handle(), name, table, Optional.empty()));
        CatalogRows.deleteDatabase(transaction.handle(), database);
        working.remove(name);
        transaction.onCommit(() -> LOG.info(
                "dropped database {} (id {}, {} tables)",
                name,
                database.id(),
                database.tables().size()));
        return database;
    }

    /**
     * Adds a table, whose id is from {@link #newId()} and whose tablets are there already.
     *
     * @throws RefusedException when the database is missing or has a table or view of that name, or the name is guarded
     */
    public void addTable(String database, Table table) {
        Database before = requireDatabase(database);
        requireFree(before, table.name());
        CatalogRows.insertTable(transaction.handle(), before, table);
        put(before, ObjectsByName.with(before.tables(), table));
        transaction.onCommit(() -> LOG.info(
                "added table {}.{} (id {}, {} partitions)",
                database,
                table.name(),
                table.id(),
                table.partitions().size()));
    }

    /**
     * Gives a table another content under the same id and name. Make it from what {@link #requireTable} of this change
     * gives: what was read outside of it may be out of date.
     *
     * @throws RefusedException when the database is missing, or has no table of that name, or one with another id, or the
     *     table is guarded
     */
    public void replaceTable(String database, Table table) {
        Database before = requireDatabase(database);
        Table old = Catalog.require(before, table.name());
        if (old.id() != table.id()) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "Table '%s' was dropped and created again meanwhile (id %d, now %d); try again"
                            .formatted(table.name(), table.id(), old.id()));
        }
        guard.check(transaction.handle(), database, old, Optional.of(table));
        CatalogRows.updateTable(transaction.handle(), table);
        put(before, ObjectsByName.replacing(before.tables(), table));
    }

    /**
     * Gives a table another name; what bears the old one in it goes with it.
     *
     * @return the table with its new name
     * @throws RefusedException when the database or the table is missing, a table or view has the new name, or the table or
     *     the new name is guarded
     */
    public Table renameTable(String database, String name, String newName) {
        Database before = requireDatabase(database);
        Table old = Catalog.require(before, name);
        requireFree(before, newName);
        Table renamed = old.withName(newName);
        guard.check(transaction.handle(), database, old, Optional.of(renamed));
        CatalogRows.updateTable(transaction.handle(), renamed);
        put(before, ObjectsByName.with(ObjectsByName.without(before.tables(), old), renamed));
        transaction.onCommit(() -> LOG.info("renamed table {}.{} (id {}) to {}", database, name, old.id(), newName));
        return renamed;
    }

    /**
     * Removes a table. Its tablets are the caller's to drop, after the commit.
     *
     * @return what was removed
     * @throws RefusedException when the database or the table is missing, or the table is guarded
     */
    public Table dropTable(String database, String name) {
        Database before = requireDatabase(database);
        Table table = Catalog.require(before, name);
        guard.check(transaction.handle(), database, table, Optional.empty());
        CatalogRows.deleteTable(transaction.handle(), table);
        put(before, ObjectsByName.without(before.tables(), table));
        transaction.onCommit(() -> LOG.info("dropped table {}.{} (id {})", database, name, table.id()));
        return table;
    }

    /**
     * Adds a view, whose id is from {@link #newId()}.
     *
     * @throws RefusedException when the database is missing or has a table or view of that name, or the name is guarded
     */
    public void addView(String database, View view) {
        Database before = requireDatabase(database);
        requireFree(before, view.name());
        CatalogRows.insertView(transaction.handle(), before, view);
        putViews(before, ObjectsByName.with(before.views(), view));
        transaction.onCommit(() -> LOG.info("added view {}.{} (id {})", database, view.name(), view.id()));
    }

    /**
     * Removes a view.
     *
     * @return what was removed
     * @throws RefusedException when the database or the view is missing
     */
    public View dropView(String database, String name) {
        Database before = requireDatabase(database);
        View view = Catalog.requireView(before, name);
        CatalogRows.deleteView(transaction.handle(), view);
        putViews(before, ObjectsByName.without(before.views(), view));
        transaction.onCommit(() -> LOG.info("dropped view {}.{} (id {})", database, name, view.id()));
        return view;
    }

    private void requireFree(Database database, String name) {
        if (database.table(name).isPresent()) {
            throw new RefusedException(Reason.TABLE_EXISTS, "Table '%s' already exists".formatted(name));
        }
        if (database.view(name).isPresent()) {
            throw new RefusedException(
                    Reason.TABLE_EXISTS, "Table '%s' already exists: there is a view of that name".formatted(name));
        }
        guard.checkName(transaction.handle(), database.name(), name);
    }

    private void put(Database before, List<Table> tables) {
        working.put(before.name(), new Database(before.id(), before.name(), tables, before.views()));
    }

    private void putViews(Database before, List<View> views) {
        working.put(before.name(), new Database(before.id(), before.name(), before.tables(), views));
    }
}

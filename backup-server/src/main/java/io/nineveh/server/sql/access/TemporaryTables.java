package io.nineveh.server.sql.access;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.tablet.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The temporary tables of a connection. For each database they are in a database of the catalog that is theirs alone and that
 * no statement can name, so that all that is said of a database as a whole leaves them out: backups, restores and lists.
 */
public record TemporaryTables(Catalog catalog, long connection) {
    /** No name of a database begins so. */
    private static final String MARK = "#";

    public TemporaryTables {
        requireNonNull(catalog, "catalog");
    }

    /** Whether a database is one of temporary tables, whosever they are. */
    static boolean areIn(String database) {
        return database.startsWith(MARK);
    }

    /** Where those are that seem to be in a database, which may be missing until the first is made. */
    public String place(String database) {
        return own() + database;
    }

    /** Whether a database is one of these tables. */
    public boolean isPlace(String database) {
        return database.startsWith(own());
    }

    private String own() {
        return "%s%d%s".formatted(MARK, connection, MARK);
    }

    /** What a name of a table or view stands for: a temporary table of that name, or else what it says. */
    public TableName meant(TableName name) {
        String place = place(name.database());
        return catalog.database(place)
                        .flatMap(database -> database.table(name.table()))
                        .isPresent()
                ? new TableName(place, name.table())
                : name;
    }

    /**
     * Drops them all.
     *
     * @return the partitions whose tablets are the caller's to drop
     */
    public List<Partition> dropAll() {
        return dropAll(catalog, this::isPlace);
    }

    /** Drops those of connections of a server that ended before its connections did. Their tablets are left. */
    public static void dropLeft(Catalog catalog) {
        List<Partition> unused = dropAll(catalog, TemporaryTables::areIn);
    }

    private static List<Partition> dropAll(Catalog catalog, Predicate<String> places) {
        List<Partition> dropped = new ArrayList<>();
        for (Database database : catalog.databases()) {
            if (places.test(database.name())) {
                catalog.change(change -> change.dropDatabase(database.name())).tables().stream()
                        .flatMap(table -> table.allPartitions().stream())
                        .forEach(dropped::add);
            }
        }
        return dropped;
    }
}

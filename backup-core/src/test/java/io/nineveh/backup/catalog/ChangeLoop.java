package io.nineveh.backup.catalog;

import io.nineveh.backup.meta.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A process that makes databases of two tables each, every one of them in one change, and prints the number of each and the id
 * of its last table when it is acknowledged, until it is killed.
 */
final class ChangeLoop {
    private ChangeLoop() {}

    static String database(int number) {
        return "db%06d".formatted(number);
    }

    public static void main(String[] arguments) {
        MetadataStore store = MetadataStore.open(Path.of(arguments[0]));
        Catalog catalog = Catalog.open(store, Clock.systemUTC());
        for (int number = catalog.databases().size(); ; number++) {
            String database = database(number);
            Table last = catalog.change(change -> {
                change.createDatabase(database);
                change.addTable(database, ExampleTables.unpartitioned("t1", change::newId));
                Table second = ExampleTables.unpartitioned("t2", change::newId);
                change.addTable(database, second);
                return second;
            });
            System.out.println("acknowledged " + number + " " + last.id());
        }
    }
}

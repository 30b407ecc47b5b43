package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.Table;
import io.nineveh.tablet.EmbeddedTabletStore;
import java.util.List;
import java.util.function.Function;

/** Adds partitions to tables. Safe for many threads. */
record NewPartitions(Catalog catalog, EmbeddedTabletStore tablets) {

    /**
     * Adds partitions to a table: all of them or none. They are empty.
     *
     * @param table as it was when somebody decided that it needs them
     * @param kind of the partitions; where a table is spoken of here, those of this kind are its partitions
     * @param wanted which, given the table as it is
     * @return the partitions, with the table that has them
     * @throws RefusedException when {@code wanted} throws it, or others are wanted by the time when the tablets are there; or
     *     the table may not be changed now
     */
    Added add(String database, Table table, PartitionKind kind, Function<Table, List<NamedRange>> wanted) {
        List<NamedRange> ranges = wanted.apply(kind.of(table));
        if (ranges.isEmpty()) {
            return new Added(table, List.of());
        }
        List<Partition> created = catalog.change(change -> {
            Table now = current(change, database, table);
            // a table that nobody may change gets no tablets either
            change.replaceTable(database, now);
            requireOwnNames(ranges, kind.of(now));
            return Tablets.plan(change, tablets.backendId(), now, ranges);
        });
        Table extended = Tablets.createAll(
                tablets,
                created,
                () -> catalog.change(change -> {
                    Table now = kind.of(current(change, database, table));
                    if (!wanted.apply(now).equals(ranges)) {
                        throw changedMeanwhile(table);
                    }
                    requireOwnNames(ranges, now);
                    Table with = kind.of(now.withPartitions(RangePartitions.merge(now, created)));
                    change.replaceTable(database, with);
                    return with;
                }));
        return new Added(extended, created);
    }

    /** A table and which of its partitions are new. */
    record Added(Table table, List<Partition> partitions) {}

    private static Table current(CatalogChange change, String database, Table table) {
        Table now = change.requireTable(database, table.name());
        if (now.id() != table.id()) {
            throw changedMeanwhile(table);
        }
        return now;
    }

    private static void requireOwnNames(List<NamedRange> ranges, Table table) {
        List<NamedRange> others =
                table.temporaryPartitions().stream().map(NamedRange::of).toList();
        ranges.forEach(range -> TablePartitions.requireNewName(range.name(), others));
    }

    private static RefusedException changedMeanwhile(Table table) {
        return new RefusedException(
                Reason.WRONG_STATE,
                "The partitions of table '%s' changed meanwhile; try again".formatted(table.name()));
    }
}

package io.nineveh.backup.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The tables of a database as lists in the order of their names, and what a list becomes by a change. */
final class TablesByName {
    private TablesByName() {}

    static List<Table> sorted(List<Table> tables) {
        return sorted(tables.stream());
    }

    static List<Table> with(List<Table> tables, Table added) {
        return sorted(Stream.concat(tables.stream(), Stream.of(added)));
    }

    static List<Table> without(List<Table> tables, Table removed) {
        return tables.stream().filter(table -> table.id() != removed.id()).toList();
    }

    static List<Table> replacing(List<Table> tables, Table replaced) {
        return tables.stream()
                .map(table -> table.id() == replaced.id() ? replaced : table)
                .toList();
    }

    private static List<Table> sorted(Stream<Table> tables) {
        return tables.sorted(Comparator.comparing(Table::name)).toList();
    }
}

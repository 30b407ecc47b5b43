package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the columns of files become those of a table. Expressions and conditions are in MySQL's lexical form.
 *
 * @param columns the names of the files' columns: for CSV by their order, else as the files name them; empty: those of the table
 *     that {@code pathColumns} does not have
 * @param pathColumns columns whose values the files' paths give, as in {@code /day=2026-01-01/}
 * @param values by the names of the table's columns: expressions over the columns of the files
 * @param precedingFilter a condition over the columns of the files, which rows have to meet before they are converted
 * @param filter a condition over the columns of the table, which rows have to meet once they are converted
 */
public record RowMapping(
        List<String> columns,
        List<String> pathColumns,
        Map<String, String> values,
        Optional<String> precedingFilter,
        Optional<String> filter) {
    public RowMapping {
        columns = List.copyOf(columns);
        pathColumns = List.copyOf(pathColumns);
        values = Map.copyOf(values);
        requireNonNull(precedingFilter, "precedingFilter");
        requireNonNull(filter, "filter");
    }

    /** Columns of files that go to those of the table with the same names; none: to all columns of the table. */
    public static RowMapping ofColumns(List<String> columns) {
        return new RowMapping(columns, List.of(), Map.of(), Optional.empty(), Optional.empty());
    }
}

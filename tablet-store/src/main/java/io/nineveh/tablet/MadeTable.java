package io.nineveh.tablet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table that is made when a query reads it.
 *
 * @param ignoringCase the names of the columns whose texts are compared without regard to case
 * @param rows of a cell for each column, written as {@link Fact} has it; empty: NULL
 */
public record MadeTable(List<ResultColumn> columns, Set<String> ignoringCase, List<List<Optional<String>>> rows) {
    public MadeTable {
        columns = List.copyOf(columns);
        ignoringCase = Set.copyOf(ignoringCase);
        rows = List.copyOf(rows);
        for (List<Optional<String>> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("%d cells for the columns %s".formatted(row.size(), columns));
            }
        }
    }

    /** As a query of DuckDB. */
    String sql() {
        List<List<Optional<String>>> values = rows.isEmpty()
                ? List.of(
                        columns.stream().map(column -> Optional.<String>empty()).toList())
                : rows;
        return "SELECT %s FROM (VALUES %s) AS made(%s)%s"
                .formatted(
                        columns.stream().map(this::selected).collect(Collectors.joining(", ")),
                        values.stream().map(this::row).collect(Collectors.joining(", ")),
                        columns.stream()
                                .map(column -> Quoting.identifier(column.name()))
                                .collect(Collectors.joining(", ")),
                        rows.isEmpty() ? " WHERE false" : "");
    }

    private String selected(ResultColumn column) {
        String name = Quoting.identifier(column.name());
        return ignoringCase.contains(column.name()) ? "%1$s COLLATE NOCASE AS %1$s".formatted(name) : name;
    }

    private String row(List<Optional<String>> cells) {
        StringBuilder sql = new StringBuilder("(");
        for (int i = 0; i < cells.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append(new Fact(columns.get(i).type(), cells.get(i)).sql());
        }
        return sql.append(')').toString();
    }
}

package io.nineveh.tablet;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A condition over the columns of a table, for rows that are not in it yet. */
final class RowFilter {
    private static final String SELECTED = "selected";

    /** Holds for a row that the condition fails for. */
    static final String FAILED = "s.%s IS NULL".formatted(SELECTED);

    /** Holds for a row that does not meet the condition; also for one that it fails for. */
    static final String LEFT_OUT = "NOT coalesce(s.%s[1], false)".formatted(SELECTED);

    private final Table table;
    private final RowExpressions condition;

    /**
     * Checks a condition.
     *
     * @param text in MySQL's lexical form
     * @throws RefusedException when it is none, or reads tables
     */
    RowFilter(Connection connection, Table table, String text) throws SQLException {
        this.table = table;
        this.condition = new RowExpressions(connection, table.name(), List.of(RowExpressions.condition(text)));
    }

    /**
     * The query for rows with what the condition says of them, to be called {@code s}.
     *
     * @param rows a relation with the values of the table's columns, called {@code c0}, {@code c1} and so on
     */
    String judged(String rows) {
        List<Column> columns = table.schema().columns();
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            names.put(columns.get(i).name(), "r.c" + i);
        }
        return "SELECT %s.*, %s AS %s FROM (%s) AS s"
                .formatted(RowExpressions.ROW, RowExpressions.value(0), SELECTED, condition.over(rows, names));
    }

    /**
     * Has DuckDB read the condition.
     *
     * @throws RefusedException when a column is not there, or types do not go together
     */
    void check(Connection connection) {
        List<Column> columns = table.schema().columns();
        String nulls = IntStream.range(0, columns.size())
                .mapToObj(i -> "CAST(NULL AS %s) AS c%d"
                        .formatted(DuckDbTypes.sqlType(columns.get(i).type()), i))
                .collect(joining(", "));
        RowExpressions.check(connection, judged("(SELECT %s LIMIT 0)".formatted(nulls)));
    }
}

package io.nineveh.tablet;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Expressions of a statement over named columns, computed for each row of a relation. One that fails for a row leaves the others
 * be.
 */
final class RowExpressions {
    /** The row of the relation that they are computed for, as a struct. */
    static final String ROW = "nineveh_row";

    private final String table;
    private final ParsedQuery query;

    /**
     * Checks expressions.
     *
     * @param table a name for what they read
     * @param expressions in MySQL's lexical form
     * @throws RefusedException when one is none, or reads tables
     */
    RowExpressions(Connection connection, String table, List<String> expressions) throws SQLException {
        List<String> values = new ArrayList<>(List.of(ROW));
        for (int i = 0; i < expressions.size(); i++) {
            values.add("TRY([(%s\n)]) AS %s".formatted(expressions.get(i), value(i)));
        }
        this.table = table;
        this.query = ParsedQuery.parse(
                connection, "SELECT %s FROM %s".formatted(String.join(", ", values), ConditionQuery.backticked(table)));
        if (!query.tables().equals(List.of(List.of(table)))) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "SET, PRECEDING FILTER and WHERE of LOAD cannot read tables; compute from the columns of the row");
        }
    }

    /** A condition as an expression. */
    static String condition(String text) {
        return "CAST((%s\n) AS BOOLEAN)".formatted(text);
    }

    /** The column with the value of an expression: a list whose only element it is; NULL where the expression failed. */
    static String value(int index) {
        return "nineveh_value_" + index;
    }

    /** The names of columns that they have, as they are spelled there. */
    List<String> columns() {
        return query.columns();
    }

    /**
     * The query for the rows and the values.
     *
     * @param relation what the rows are read from
     * @param columns what the expressions read: expressions of DuckDB over the relation, which is called {@code r}
     */
    String over(String relation, Map<String, String> columns) {
        return "WITH %s AS (SELECT r AS %s%s FROM %s AS r) %s"
                .formatted(
                        Quoting.identifier(table),
                        ROW,
                        columns.entrySet().stream()
                                .map(column ->
                                        ", %s AS %s".formatted(column.getValue(), Quoting.identifier(column.getKey())))
                                .collect(joining()),
                        relation,
                        query.sql());
    }

    /**
     * Has DuckDB read a query for their values, over a relation without rows.
     *
     * @throws RefusedException when a column is not there, or types do not go together
     */
    static void check(Connection connection, String query) {
        try {
            DuckDb.execute(connection, query);
        } catch (SQLException e) {
            RefusedException refusal = DuckDbFailure.refusal(e);
            if (!String.valueOf(refusal.getMessage()).startsWith("TRY can not be used")) {
                throw refusal;
            }
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "SET, PRECEDING FILTER and WHERE of LOAD cannot have a subquery, or a function that gives another value for each row, as random() and uuid() do",
                    e);
        }
    }
}

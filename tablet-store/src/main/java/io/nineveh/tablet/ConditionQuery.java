package io.nineveh.tablet;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.List;
import java.util.Optional;

/** Queries over one table whose condition a statement that is none gives, in MySQL's lexical form. */
final class ConditionQuery {
    private ConditionQuery() {}

    /** A query for some columns of the rows that a condition holds for; without one, of all rows. */
    static String columns(String table, List<String> columns, Optional<String> condition) {
        return "SELECT %s FROM %s%s"
                .formatted(
                        columns.stream().map(ConditionQuery::backticked).collect(joining(", ")),
                        backticked(table),
                        condition.map(" WHERE (%s\n)"::formatted).orElse(""));
    }

    /** A query for the number of rows that a condition holds for. */
    static String count(String table, String condition) {
        return "SELECT count(*) FROM %s WHERE (%s\n)".formatted(backticked(table), condition);
    }

    /** The condition that holds where another one does not, be it false or unknown. */
    static String not(String condition) {
        return "CASE WHEN (%s\n) THEN false ELSE true END".formatted(condition);
    }

    static String backticked(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /**
     * Makes sure that the condition itself reads nothing.
     *
     * @param statement whose condition it is
     * @throws RefusedException when it reads tables
     */
    static void requireNoOther(QuerySession session, String table, String statement) {
        if (!session.query().tables().equals(List.of(List.of(table)))) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "the WHERE of %s cannot read tables; compare columns with values".formatted(statement));
        }
    }
}

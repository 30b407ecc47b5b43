package io.nineveh.tablet;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code HAVING} in a query that neither groups nor aggregates. In MySQL it is a condition on the columns of the result; DuckDB has none of
 * the kind.
 */
final class HavingWithoutGroups {
    private static final Set<String> CLAUSES = Set.of(
            "HAVING", "GROUP", "ORDER", "LIMIT", "OFFSET", "UNION", "INTERSECT", "EXCEPT", "WITH", "WINDOW", "QUALIFY");

    private HavingWithoutGroups() {}

    /**
     * The same query with its condition around it.
     *
     * @param sql for DuckDB; unchanged where it has more than {@code SELECT … FROM … WHERE … HAVING … ORDER BY … LIMIT …}
     */
    static String rewrite(String sql) {
        Map<String, Integer> places = clauses(sql);
        Set<String> known = Set.of("HAVING", "ORDER", "LIMIT", "OFFSET");
        if (!places.containsKey("HAVING") || !known.containsAll(places.keySet())) {
            return sql;
        }
        int having = places.get("HAVING");
        int limit = Math.min(places.getOrDefault("LIMIT", sql.length()), places.getOrDefault("OFFSET", sql.length()));
        int order = Math.min(limit, places.getOrDefault("ORDER", sql.length()));
        if (having > order) {
            return sql;
        }
        return "SELECT * FROM (%s %s) AS filtered WHERE %s %s"
                .formatted(
                        sql.substring(0, having),
                        sql.substring(order, limit),
                        sql.substring(having + "HAVING".length(), order),
                        sql.substring(limit));
    }

    /** Where each clause begins that is in no parentheses. */
    private static Map<String, Integer> clauses(String sql) {
        Map<String, Integer> places = new HashMap<>();
        DuckDbText.visit(sql, new DuckDbText.Visitor() {
            @Override
            public void word(int start, int end) {
                String word = sql.substring(start, end).toUpperCase(Locale.ROOT);
                if (CLAUSES.contains(word)) {
                    places.putIfAbsent(word, start);
                }
            }

            @Override
            public void sign(int position) {
                // none of them ends a clause
            }
        });
        return places;
    }
}

package io.nineveh.tablet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the columns that a query selects without giving them names. As in MySQL, an expression is named by its text, such as {@code
 * count(*)}, and a string by what is in it; DuckDB has names of its own making for them.
 */
final class ResultLabels {
    private static final int LONGEST = 256;
    private static final Set<String> QUANTIFIERS = Set.of("DISTINCT", "ALL");
    private static final Set<String> ENDS =
            Set.of("FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "QUALIFY", "ORDER", "LIMIT", "OFFSET", "USING");

    private ResultLabels() {}

    /**
     * A label for each column; empty where DuckDB's is kept.
     *
     * @param sql as DuckDB reads it
     * @param statement the same as a tree
     * @return nothing at all where columns and expressions do not correspond, as with {@code *}
     */
    static List<Optional<String>> of(String sql, JsonNode statement) {
        JsonNode node = statement.path("node");
        JsonNode selected = node.path("select_list");
        if (!node.path("type").asText().equals("SELECT_NODE") || hasStar(selected)) {
            return List.of();
        }
        List<String> texts = texts(sql);
        List<Optional<String>> labels = new ArrayList<>();
        if (texts.size() == selected.size()) {
            selected.forEach(expression -> labels.add(label(expression, texts.get(labels.size()))));
        }
        return labels;
    }

    private static boolean hasStar(JsonNode selected) {
        for (JsonNode expression : selected) {
            if (expression.path("class").asText().equals("STAR")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> label(JsonNode expression, String text) {
        if (expression.has("alias") || expression.path("class").asText().equals("COLUMN_REF")) {
            return Optional.empty();
        }
        JsonNode literal = expression.path("literal");
        String label = literal.path("kind").asText().equals("STRING")
                ? literal.path("text").asText()
                : text;
        return Optional.of(label.substring(0, Math.min(label.length(), LONGEST)));
    }

    /** The expressions as they are written; nothing where the query does not begin with SELECT. */
    private static List<String> texts(String sql) {
        Expressions expressions = new Expressions(sql);
        DuckDbText.visit(sql, expressions);
        return expressions.texts();
    }

    private static final class Expressions implements DuckDbText.Visitor {
        private final String sql;
        private final List<String> texts = new ArrayList<>();
        private int start = -1;
        private boolean isAtEnd;

        Expressions(String sql) {
            this.sql = sql;
        }

        @Override
        public void word(int first, int end) {
            String word = sql.substring(first, end).toUpperCase(Locale.ROOT);
            boolean isFirst =
                    start >= 0 && texts.isEmpty() && sql.substring(start, first).isBlank();
            if (start < 0 && !isAtEnd) {
                isAtEnd = !word.equals("SELECT");
                start = end;
            } else if (isFirst && QUANTIFIERS.contains(word)) {
                start = end;
            } else if (ENDS.contains(word)) {
                end(first);
                isAtEnd = true;
            }
        }

        @Override
        public void sign(int position) {
            if (sql.charAt(position) == ',') {
                end(position);
                start = position + 1;
            }
        }

        private void end(int position) {
            if (!isAtEnd && start >= 0) {
                texts.add(sql.substring(start, position).strip());
            }
        }

        List<String> texts() {
            end(sql.length());
            return texts;
        }
    }
}

package io.nineveh.server.mysql;

import java.util.ArrayList;
import java.util.List;

/** The statements of a text that a client sends as one, with semicolons between. */
final class SeparatedStatements {
    private SeparatedStatements() {}

    /**
     * Takes a text apart. What has nothing but blanks and comments between two semicolons is left out, unless there is nothing else. A
     * text of which it is uncertain what is a string or comment stays whole.
     */
    static List<String> of(String sql) {
        Semicolons semicolons = new Semicolons(sql);
        QuotedText.visit(sql, semicolons);
        return semicolons.statements();
    }

    private static final class Semicolons implements QuotedText.Visitor {
        private final String sql;
        private final List<String> statements = new ArrayList<>();
        private int start;
        private boolean isUncertain;

        Semicolons(String sql) {
            this.sql = sql;
        }

        @Override
        public void character(int position) {
            if (sql.charAt(position) == ';') {
                end(position);
            }
        }

        @Override
        public void ambiguity(String what) {
            isUncertain = true;
        }

        private void end(int position) {
            String statement = sql.substring(start, position);
            if (!new StatementScanner(statement).isAtEnd()) {
                statements.add(statement);
            }
            start = position + 1;
        }

        List<String> statements() {
            end(sql.length());
            return isUncertain || statements.isEmpty() ? List.of(sql) : statements;
        }
    }
}

package io.nineveh.server.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The text of a statement with a question mark wherever a parameter goes: not in a string, a name in backticks or a
 * comment. What is in {@code /*! … *}{@code /} is a comment here, too: it has no parameters.
 */
final class PreparedText {
    /** Two bytes of the protocol. */
    static final int MOST_PARAMETERS = 65_535;

    /** How statements begin whose parameters the engine for queries reads, which tells dates from texts. */
    private static final String[] QUERIES = {"SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE"};

    private final String sql;
    private final List<Integer> places;
    private final Function<SqlLiteral, String> form;

    private PreparedText(String sql, List<Integer> places) {
        this.sql = sql;
        this.places = places;
        this.form = isQuery(sql) ? SqlLiteral::inQuery : SqlLiteral::text;
    }

    private static boolean isQuery(String sql) {
        StatementScanner scanner = new StatementScanner(sql);
        while (scanner.acceptSymbol("(")) {
            // what is in parentheses is a query, too
        }
        return scanner.acceptAny(QUERIES).isPresent();
    }

    /**
     * Finds the parameters of a statement.
     *
     * @throws SqlException error 1295 where it is uncertain what is a string or comment; 1390 for too many parameters
     */
    static PreparedText of(String sql) {
        List<Integer> places = new ArrayList<>();
        QuotedText.visit(sql, new QuotedText.Visitor() {
            @Override
            public void character(int position) {
                if (sql.charAt(position) == '?') {
                    places.add(position);
                }
            }

            @Override
            public void ambiguity(String what) {
                throw new SqlException(
                        ErrorCode.PREPARED_STATEMENTS_NOT_SUPPORTED,
                        "This command is not supported in the prepared statement protocol yet: %s makes it uncertain what is a parameter; leave it out"
                                .formatted(what));
            }
        });
        if (places.size() > MOST_PARAMETERS) {
            throw new SqlException(
                    ErrorCode.TOO_MANY_PARAMETERS,
                    "Prepared statement contains too many placeholders: %d, of %d at most; use fewer rows in a statement"
                            .formatted(places.size(), MOST_PARAMETERS));
        }
        return new PreparedText(sql, List.copyOf(places));
    }

    int parameters() {
        return places.size();
    }

    /**
     * The statement with a literal in each parameter's place.
     *
     * @param values as many as there are parameters
     */
    String with(List<SqlLiteral> values) {
        List<String> literals = values.stream().map(form).toList();
        if (literals.size() != places.size()) {
            throw new IllegalArgumentException(
                    "%d literals for %d parameters".formatted(literals.size(), places.size()));
        }
        long length = sql.length() + 2L * literals.size();
        for (String literal : literals) {
            length += literal.length();
        }
        StringBuilder text = new StringBuilder((int) Math.min(length, Integer.MAX_VALUE - 8L));
        int copied = 0;
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            text.append(sql, copied, place);
            if (touches(sql, place - 1)) {
                text.append(' ');
            }
            text.append(literals.get(i));
            if (touches(sql, place + 1)) {
                text.append(' ');
            }
            copied = place + 1;
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    /** Whether a literal would become one with what stands there. */
    private static boolean touches(String sql, int index) {
        return QuotedText.isWordAt(sql, index)
                || (index >= 0 && index < sql.length() && "-+.?'\"`@&".indexOf(sql.charAt(index)) >= 0);
    }
}

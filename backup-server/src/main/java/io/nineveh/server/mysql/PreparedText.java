package io.nineveh.server.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The text of a statement with a question mark wherever a parameter goes: not in a string, a name in backticks or a
 * comment. What is in {@code /*! … *}{@code /} is a comment here, too: it has no parameters.
 */
final class PreparedText {
    /** Two bytes of the protocol. */
    static final int MOST_PARAMETERS = 65_535;

    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$[\\p{L}_]*[\\p{L}\\p{N}_]*\\$");

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
        int position = 0;
        while (position < sql.length()) {
            char character = sql.charAt(position);
            if (character == '\'' || character == '"' || character == '`') {
                position = afterQuoted(sql, position);
            } else if (startsLineComment(sql, position)) {
                position = afterLineComment(sql, position);
            } else if (sql.startsWith("/*", position)) {
                position = after(sql, "*/", position + 2);
            } else {
                if (character == '?') {
                    places.add(position);
                } else if (character == '$' && !isWordAt(sql, position - 1)) {
                    refuseDollarQuote(sql, position);
                }
                position++;
            }
        }
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

    /** A doubled quote ends one string and begins another, which comes to the same. */
    private static int afterQuoted(String sql, int start) {
        char quote = sql.charAt(start);
        int position = start + 1;
        while (position < sql.length() && sql.charAt(position) != quote) {
            position += sql.charAt(position) == '\\' && quote != '`' ? 2 : 1;
        }
        int end = Math.min(position + 1, sql.length());
        if (quote == '`' && end == start + 2 && !sql.startsWith("`", end)) {
            throw ambiguous("an empty name");
        }
        return end;
    }

    private static boolean startsLineComment(String sql, int position) {
        if (sql.charAt(position) == '#') {
            return true;
        }
        int after = position + 2;
        return sql.startsWith("--", position)
                && (after >= sql.length() || sql.charAt(after) <= ' ' || Character.isWhitespace(sql.charAt(after)));
    }

    /** Those that read a statement differ in where a comment ends that has an unusual blank in it, or a line end of old. */
    private static int afterLineComment(String sql, int start) {
        int end = after(sql, "\n", start);
        String comment = sql.substring(start, end).replace("\r\n", "\n");
        boolean unusual = comment.startsWith("--") && comment.length() > 2 && " \t\n".indexOf(comment.charAt(2)) < 0;
        if (unusual || comment.indexOf('\r') >= 0) {
            throw ambiguous("a comment with unusual blanks");
        }
        return end;
    }

    private static SqlException ambiguous(String what) {
        return new SqlException(
                ErrorCode.PREPARED_STATEMENTS_NOT_SUPPORTED,
                "This command is not supported in the prepared statement protocol yet: %s makes it uncertain what is a parameter; leave it out"
                        .formatted(what));
    }

    private static int after(String sql, String terminator, int from) {
        int end = sql.indexOf(terminator, from);
        return end == -1 ? sql.length() : end + terminator.length();
    }

    private static void refuseDollarQuote(String sql, int position) {
        if (DOLLAR_QUOTE.matcher(sql).region(position, sql.length()).lookingAt()) {
            throw ambiguous("a string in dollars");
        }
    }

    /** Whether a literal would become one with what stands there. */
    private static boolean touches(String sql, int index) {
        return isWordAt(sql, index)
                || (index >= 0 && index < sql.length() && "-+.?'\"`@&".indexOf(sql.charAt(index)) >= 0);
    }

    private static boolean isWordAt(String sql, int index) {
        if (index < 0 || index >= sql.length()) {
            return false;
        }
        char character = sql.charAt(index);
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character >= 0x80;
    }
}

package io.nineveh.server.mysql;

import java.util.Optional;

/**
 * Goes through the words of a statement from left to right, only as far as it is asked to: a statement of many megabytes
 * that turns out to be somebody else's costs nothing. Comments are left out; what is in {@code /*!40101 … *}{@code /} is
 * read, as MySQL reads it.
 */
final class StatementScanner {
    private static final int LONGEST_EXCERPT = 60;

    private final String sql;
    private int position;
    private int lastEnd;

    StatementScanner(String sql) {
        this.sql = sql;
        skipBlanks();
    }

    /** Where the next token begins. */
    int position() {
        return position;
    }

    /** The text from a position to the end of the last token that was read. */
    String textSince(int start) {
        return sql.substring(start, Math.max(start, lastEnd));
    }

    /** Whether nothing follows, or nothing but a semicolon. */
    boolean isAtEnd() {
        int start = position;
        int end = lastEnd;
        acceptSymbol(";");
        boolean atEnd = position == sql.length();
        position = start;
        lastEnd = end;
        return atEnd;
    }

    /** Whether the given word comes next, in any letter case. */
    boolean isAt(String word) {
        return wordEnd() - position == word.length() && sql.regionMatches(true, position, word, 0, word.length());
    }

    /** Reads a word if it is the given one, in any letter case. */
    boolean accept(String word) {
        boolean found = isAt(word);
        if (found) {
            advanceTo(position + word.length());
        }
        return found;
    }

    /** Reads the first of the given words that comes; in the case in which it was given. */
    Optional<String> acceptAny(String... words) {
        for (String word : words) {
            if (accept(word)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    boolean acceptSymbol(String symbol) {
        if (sql.startsWith(symbol, position)) {
            advanceTo(position + symbol.length());
            return true;
        }
        return false;
    }

    /** Reads a word, plain or in backticks. */
    Optional<String> identifier() {
        if (startsWith('`')) {
            return quoted('`');
        }
        int end = wordEnd();
        if (end == position || Character.isDigit(sql.charAt(position))) {
            return Optional.empty();
        }
        return Optional.of(take(end));
    }

    /** Reads a text in single or double quotes. */
    Optional<String> string() {
        if (startsWith('\'')) {
            return quoted('\'');
        }
        return startsWith('"') ? quoted('"') : Optional.empty();
    }

    /** Reads a whole number that is not negative. */
    Optional<String> number() {
        int end = wordEnd();
        if (end == position || !sql.substring(position, end).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        boolean fraction = end < sql.length() && sql.charAt(end) == '.';
        return fraction ? Optional.empty() : Optional.of(take(end));
    }

    private boolean startsWith(char character) {
        return position < sql.length() && sql.charAt(position) == character;
    }

    private int wordEnd() {
        int end = position;
        while (end < sql.length() && isWordCharacter(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordCharacter(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$';
    }

    /** Empty when the closing quote is missing; nothing is read then. */
    private Optional<String> quoted(char quote) {
        StringBuilder text = new StringBuilder();
        int i = position + 1;
        while (i < sql.length()) {
            char character = sql.charAt(i);
            boolean hasNext = i + 1 < sql.length();
            if (character == '\\' && quote != '`' && hasNext) {
                text.append(unescape(sql.charAt(i + 1)));
                i += 2;
            } else if (character == quote && hasNext && sql.charAt(i + 1) == quote) {
                text.append(quote);
                i += 2;
            } else if (character == quote) {
                advanceTo(i + 1);
                return Optional.of(text.toString());
            } else {
                text.append(character);
                i++;
            }
        }
        return Optional.empty();
    }

    private static String unescape(char escaped) {
        return switch (escaped) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '0' -> "\0";
            // In a pattern these stand for themselves, so the pattern must still see the backslash.
            case '%', '_' -> "\\" + escaped;
            default -> String.valueOf(escaped);
        };
    }

    private String take(int end) {
        String text = sql.substring(position, end);
        advanceTo(end);
        return text;
    }

    private void advanceTo(int end) {
        position = end;
        lastEnd = end;
        skipBlanks();
    }

    private void skipBlanks() {
        while (position < sql.length()) {
            if (Character.isWhitespace(sql.charAt(position))) {
                position++;
            } else if (sql.startsWith("/*!", position)) {
                position += 3;
                while (position < sql.length() && Character.isDigit(sql.charAt(position))) {
                    position++;
                }
            } else if (sql.startsWith("*/", position)) {
                position += 2;
            } else if (sql.startsWith("/*", position)) {
                skipPast("*/");
            } else if (sql.startsWith("#", position) || isDashComment()) {
                skipPast("\n");
            } else {
                return;
            }
        }
    }

    private boolean isDashComment() {
        int after = position + 2;
        return sql.startsWith("--", position) && (after == sql.length() || Character.isWhitespace(sql.charAt(after)));
    }

    private void skipPast(String terminator) {
        int end = sql.indexOf(terminator, position + 1);
        position = end == -1 ? sql.length() : end + terminator.length();
    }

    /** An error at the next token. */
    SqlException unexpected(String wanted) {
        return new SqlException(
                ErrorCode.SYNTAX, "You have an error in your SQL syntax near %s: %s".formatted(near(), wanted));
    }

    /** The next word. A string may be a secret. */
    private String near() {
        if (position == sql.length()) {
            return "the end of the statement";
        }
        int end = position;
        while (end < sql.length() && end < position + LONGEST_EXCERPT && !isEndOfExcerpt(sql.charAt(end))) {
            end++;
        }
        return end == position ? "a string" : "'" + sql.substring(position, end) + "'";
    }

    private static boolean isEndOfExcerpt(char c) {
        return Character.isWhitespace(c) || c == '\'' || c == '"';
    }
}

package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.Optional;

/**
 * Translates the lexical form of MySQL's SQL to that of DuckDB: identifiers in backticks, strings in double quotes, escapes
 * with a backslash, comments, and those {@linkplain MySqlWords words} that DuckDB has in another form. What a driver puts between quotes with MySQL's
 * escapes stays between them. {@code information_schema} gets a name that DuckDB has nothing of its own for, and so does
 * {@code t PARTITION (p)}. Everything else is left as it is.
 */
final class MySqlText {
    /** The schema of the tables that are made for a query. No database has such a name. */
    static final String INFORMATION_SCHEMA = "information schema";

    private final String text;
    private final StringBuilder result;
    private final MySqlWords words = new MySqlWords();
    private int position;

    private MySqlText(String text) {
        this.text = text;
        this.result = new StringBuilder(text.length() + 16);
    }

    /**
     * Translates a statement.
     *
     * @throws RefusedException when a string, identifier or comment is not closed
     */
    static String toDuckDb(String text) {
        return new MySqlText(text).translate();
    }

    private String translate() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\'' || c == '"') {
                string(c);
            } else if (c == '`') {
                identifier();
            } else if (c == '#') {
                lineComment();
            } else if (c == '-' && at(position + 1) == '-') {
                dashes();
            } else if (c == '/' && at(position + 1) == '*') {
                blockComment();
            } else if (isWord(c) && !isDigit(c)) {
                word();
            } else if (isDigit(c)) {
                number();
            } else {
                result.append(words.sign(c));
                position++;
            }
        }
        return result.toString();
    }

    private void word() {
        Optional<PartitionClause> clause = PartitionClause.at(text, position);
        if (clause.isPresent() && clause.get().narrow(result)) {
            position = clause.get().end();
            return;
        }
        int start = position;
        while (isWord(at(position))) {
            position++;
        }
        String word = text.substring(start, position);
        if (isInformationSchema(word)) {
            result.append(Quoting.identifier(INFORMATION_SCHEMA));
        } else {
            MySqlWords.Replacement replacement = words.replace(word, text, position);
            result.append(replacement.sql());
            position = replacement.end();
        }
    }

    /** With letters, as in {@code 1e5}. */
    private void number() {
        while (isWord(at(position))) {
            result.append(text.charAt(position++));
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a name that ends here is that of the schema, with a table's after it. */
    private boolean isInformationSchema(String name) {
        if (!name.equalsIgnoreCase("information_schema")) {
            return false;
        }
        int next = position;
        while (Character.isWhitespace(at(next))) {
            next++;
        }
        return at(next) == '.';
    }

    private void string(char quote) {
        int start = position++;
        // E'…' and U&'…' would make DuckDB read escapes a second time
        if (!result.isEmpty() && "eE&".indexOf(result.charAt(result.length() - 1)) >= 0) {
            result.append(' ');
        }
        result.append('\'');
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '\\') {
                escape(start);
            } else if (c != quote) {
                appendInString(c);
            } else if (at(position) == quote) {
                appendInString(c);
                position++;
            } else {
                result.append('\'');
                return;
            }
        }
        throw unclosed("string", start);
    }

    private void escape(int start) {
        if (position == text.length()) {
            throw unclosed("string", start);
        }
        char c = text.charAt(position++);
        switch (c) {
            case 'n' -> result.append('\n');
            case 't' -> result.append('\t');
            case 'r' -> result.append('\r');
            case 'b' -> result.append('\b');
            case 'Z' -> result.append('\u001a');
            case '0' ->
                throw new RefusedException(
                        Reason.NOT_SUPPORTED,
                        "the string at position %d has a NUL character, which columns cannot hold"
                                .formatted(start + 1));
            // for LIKE, which takes the backslash itself
            case '%', '_' -> result.append('\\').append(c);
            default -> appendInString(c);
        }
    }

    private void appendInString(char c) {
        if (c == '\'') {
            result.append('\'');
        }
        result.append(c);
    }

    private void identifier() {
        int start = position++;
        int before = result.length();
        result.append('"');
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '`' && at(position) == '`') {
                result.append('`');
                position++;
            } else if (c == '`') {
                if (isInformationSchema(result.substring(before + 1))) {
                    result.setLength(before + 1);
                    result.append(INFORMATION_SCHEMA);
                }
                result.append('"');
                return;
            } else if (c == '"') {
                result.append("\"\"");
            } else {
                result.append(c);
            }
        }
        throw unclosed("identifier", start);
    }

    /** Two dashes begin a comment only before a space; else they are two signs, as in {@code 1--1}. */
    private void dashes() {
        char next = at(position + 2);
        if (position + 2 >= text.length() || next <= ' ') {
            lineComment();
        } else {
            result.append("- ");
            position++;
        }
    }

    private void lineComment() {
        while (position < text.length() && text.charAt(position) != '\n') {
            position++;
        }
        result.append(' ');
    }

    private void blockComment() {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
            throw unclosed("comment", position);
        }
        result.append(' ');
        position = end + 2;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static RefusedException unclosed(String what, int start) {
        return new RefusedException(
                Reason.INVALID,
                "You have an error in your SQL syntax: the %s at position %d is not closed".formatted(what, start + 1));
    }
}

package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;

/**
 * Translates the lexical form of MySQL's SQL to that of DuckDB: identifiers in backticks, strings in double quotes, escapes
 * with a backslash, comments. What a driver puts between quotes with MySQL's escapes stays between them. Everything else
 * is left as it is.
 */
final class MySqlText {
    private final String text;
    private final StringBuilder result;
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
            } else {
                result.append(c);
                position++;
            }
        }
        return result.toString();
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
        result.append('"');
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '`' && at(position) == '`') {
                result.append('`');
                position++;
            } else if (c == '`') {
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

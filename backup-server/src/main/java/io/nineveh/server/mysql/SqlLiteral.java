package io.nineveh.server.mysql;

import java.util.regex.Pattern;

/** Writes values as literals of SQL. */
final class SqlLiteral {
    static final String NULL = "NULL";

    private static final Pattern NUMBER = Pattern.compile("-?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private SqlLiteral() {}

    /** A text in single quotes, on one line whatever is in it. */
    static String text(String value) {
        StringBuilder literal = new StringBuilder(value.length() + 16).append('\'');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '\'' -> literal.append("''");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\0' -> literal.append("\\0");
                default -> literal.append(character);
            }
        }
        return literal.append('\'').toString();
    }

    /** A decimal number as a client wrote it; what is none is a text. */
    static String decimal(String value) {
        return NUMBER.matcher(value).matches() ? value : text(value);
    }

    /**
     * A floating point number.
     *
     * @param value as Java writes it
     * @throws SqlException error 1367 for what is no number
     */
    static String floating(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new SqlException(
                    ErrorCode.ILLEGAL_VALUE,
                    "Illegal double value '%s' found in a parameter: SQL has no literal for it".formatted(value));
        }
        return value;
    }
}

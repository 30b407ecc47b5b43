package io.nineveh.server.mysql;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;

/**
 * A value as a literal of SQL.
 *
 * @param type the word that a query has before the text, such as {@code DATE}; empty for none
 * @param text what stands in any statement
 */
record SqlLiteral(String type, String text) {
    static final SqlLiteral NULL = new SqlLiteral("", "NULL");

    private static final Pattern NUMBER = Pattern.compile("-?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    /** A text in single quotes, on one line whatever is in it. */
    static SqlLiteral text(String value) {
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
        return new SqlLiteral("", literal.append('\'').toString());
    }

    /** A number in the form that SQL has for it. */
    static SqlLiteral number(String value) {
        return new SqlLiteral("", value);
    }

    /** A decimal number as a client wrote it; what is none is a text. */
    static SqlLiteral decimal(String value) {
        return NUMBER.matcher(value).matches() ? number(value) : text(value);
    }

    /**
     * A floating point number.
     *
     * @param value as Java writes it
     * @throws SqlException error 1367 for what is no number
     */
    static SqlLiteral floating(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new SqlException(
                    ErrorCode.ILLEGAL_VALUE,
                    "Illegal double value '%s' found in a parameter: SQL has no literal for it".formatted(value));
        }
        return number(value);
    }

    /** A date as {@code 2026-01-31}; what is in no calendar, such as a zero date, is a text. */
    static SqlLiteral date(String value) {
        return typed("DATE", value, () -> LocalDate.parse(value));
    }

    /** As {@code 2026-01-31 23:59:59}, perhaps with a fraction; what is in no calendar, such as a zero date, is a text. */
    static SqlLiteral dateTime(String value) {
        int blank = value.indexOf(' ');
        return typed("TIMESTAMP", value, () -> {
            LocalTime time = LocalTime.parse(value.substring(blank + 1));
            return LocalDate.parse(value.substring(0, blank)).atTime(time);
        });
    }

    /** A time of day as {@code 23:59:59}, perhaps with a fraction; one that is none, being negative or a day and more, is a text. */
    static SqlLiteral time(String value) {
        return typed("TIME", value, () -> LocalTime.parse(value));
    }

    /** Reads a value, to see whether it is one. */
    private interface Reading {
        Object read();
    }

    private static SqlLiteral typed(String type, String value, Reading reading) {
        try {
            reading.read();
            return new SqlLiteral(type, text(value).text());
        } catch (DateTimeException e) {
            return text(value);
        }
    }

    /** As it stands in a query, where a date that is written as a text would be one. */
    String inQuery() {
        return type.isEmpty() ? text : type + " " + text;
    }
}

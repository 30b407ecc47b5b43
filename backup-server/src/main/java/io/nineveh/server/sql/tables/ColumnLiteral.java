package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Values of columns as they are written in table definitions. */
final class ColumnLiteral {
    private static final int MICROSECONDS = 6;
    private static final String NOW = "CURRENT_TIMESTAMP";
    private static final int LARGEINT_BITS = 128;

    private ColumnLiteral() {}

    /**
     * The value in the one form that all its spellings have.
     *
     * @throws RefusedException when it is none of the column's type
     */
    static String normalize(String column, ColumnType type, String text) {
        try {
            return switch (type.kind()) {
                case BOOLEAN -> bool(text);
                case TINYINT -> integer(text, Byte.SIZE);
                case SMALLINT -> integer(text, Short.SIZE);
                case INT -> integer(text, Integer.SIZE);
                case BIGINT -> integer(text, Long.SIZE);
                case LARGEINT -> integer(text, LARGEINT_BITS);
                case FLOAT, DOUBLE -> new BigDecimal(text).toString();
                case DECIMAL -> decimal(type, text);
                case DATE -> LocalDate.parse(text).toString();
                case DATETIME -> time(type.precision()).format(time(text));
                case CHAR, VARCHAR -> shortEnough(type, text);
                case STRING, JSON -> text;
            };
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Invalid value '%s' for column '%s' of type %s%s".formatted(text, column, type, expected(type)),
                    e);
        }
    }

    /** Whether a default is the time at which a row is written. */
    static boolean isNow(ColumnType type, String text) {
        return type.kind() == Kind.DATETIME && text.equalsIgnoreCase(NOW);
    }

    /** The moment that a DATE or DATETIME value means. */
    static LocalDateTime time(String text) {
        return text.contains(" ")
                ? LocalDateTime.parse(text, time(MICROSECONDS))
                : LocalDate.parse(text).atTime(LocalTime.MIDNIGHT);
    }

    /** With up to so many digits of a fraction, none of them a zero at the end. */
    private static DateTimeFormatter time(int digits) {
        DateTimeFormatterBuilder form = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd HH:mm:ss");
        if (digits > 0) {
            form.appendFraction(ChronoField.NANO_OF_SECOND, 0, digits, true);
        }
        return form.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static String bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> "true";
            case "false", "0" -> "false";
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static String integer(String text, int bits) {
        BigInteger value = new BigInteger(text);
        if (value.bitLength() >= bits) {
            throw new IllegalArgumentException("out of range");
        }
        return value.toString();
    }

    private static String decimal(ColumnType type, String text) {
        BigDecimal value = new BigDecimal(text).setScale(type.scale());
        if (value.precision() > type.precision()) {
            throw new IllegalArgumentException("too many digits");
        }
        return value.toPlainString();
    }

    private static String shortEnough(ColumnType type, String text) {
        if (text.codePointCount(0, text.length()) > type.precision()) {
            throw new IllegalArgumentException("too long");
        }
        return text;
    }

    private static String expected(ColumnType type) {
        return switch (type.kind()) {
            case DATE -> "; write it as yyyy-MM-dd";
            case DATETIME -> "; write it as yyyy-MM-dd HH:mm:ss";
            default -> "";
        };
    }
}

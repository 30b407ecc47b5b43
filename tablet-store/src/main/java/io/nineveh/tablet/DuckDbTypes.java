package io.nineveh.tablet;

import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How column types appear in DuckDB's SQL and in Parquet. LARGEINT is text in the files, since Parquet has no integer of
 * 128 bits; JSON is text as well. All else is Parquet's own type.
 */
final class DuckDbTypes {
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
    private static final int DATETIME_DIGITS = 6;

    private DuckDbTypes() {}

    /** The type that expressions over the column have. */
    static String sqlType(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "BOOLEAN";
            case TINYINT -> "TINYINT";
            case SMALLINT -> "SMALLINT";
            case INT -> "INTEGER";
            case BIGINT -> "BIGINT";
            case LARGEINT -> "HUGEINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL -> "DECIMAL(%d,%d)".formatted(type.precision(), type.scale());
            case DATE -> "DATE";
            case DATETIME -> "TIMESTAMP";
            case CHAR, VARCHAR, STRING -> "VARCHAR";
            case JSON -> "JSON";
        };
    }

    /** An expression of the column's type, as it is written to a file. */
    static String stored(ColumnType type, String expression) {
        return switch (type.kind()) {
            case LARGEINT, JSON -> "CAST(%s AS VARCHAR)".formatted(expression);
            default -> expression;
        };
    }

    static String cast(ColumnType type, String expression) {
        return "CAST(%s AS %s)".formatted(expression, sqlType(type));
    }

    /** An expression of any type as a value of the column: the same value, or the statement fails. */
    static String loaded(ColumnType type, String expression) {
        String value = cast(type, expression);
        return type.kind() == Kind.DATETIME && type.precision() < DATETIME_DIGITS
                ? rounded(value, type.precision())
                : value;
    }

    /** The text of a file as a value of the column; NULL when it is none. */
    static String loadedFromText(ColumnType type, String expression) {
        String value = "TRY_CAST(%s AS %s)".formatted(expression, sqlType(type));
        return switch (type.kind()) {
            // the cast would round
            case TINYINT, SMALLINT, INT, BIGINT, LARGEINT ->
                "CASE WHEN regexp_full_match(%s, '\\s*[-+]?[0-9]+(\\.0*)?\\s*') THEN %s END"
                        .formatted(expression, value);
            case DATETIME -> type.precision() < DATETIME_DIGITS ? rounded(value, type.precision()) : value;
            default -> value;
        };
    }

    /** Half a unit up, also before 1970. */
    private static String rounded(String timestamp, int digits) {
        long unit = Math.round(Math.pow(10, DATETIME_DIGITS - digits));
        String micros = "(epoch_us(%s) + %d)".formatted(timestamp, unit / 2);
        return "make_timestamp(%1$s - ((%1$s %% %2$d) + %2$d) %% %2$d)".formatted(micros, unit);
    }

    /** A condition that holds for values that the column's type does not take though DuckDB's does. */
    static String outOfRange(ColumnType type, String expression) {
        return switch (type.kind()) {
            case CHAR, VARCHAR -> "length(%s) > %d".formatted(expression, type.precision());
            case DATE, DATETIME -> "%1$s < DATE '0001-01-01' OR %1$s >= DATE '10000-01-01'".formatted(expression);
            default -> "false";
        };
    }

    /** The type of a result's column. What has no kin among our types is read as text. */
    static ColumnType resultType(String duckDbType) {
        Matcher decimal = DECIMAL.matcher(duckDbType);
        if (decimal.matches()) {
            return new ColumnType(Kind.DECIMAL, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return switch (duckDbType) {
            case "BOOLEAN" -> ColumnType.of(Kind.BOOLEAN);
            case "TINYINT" -> ColumnType.of(Kind.TINYINT);
            case "SMALLINT", "UTINYINT" -> ColumnType.of(Kind.SMALLINT);
            case "INTEGER", "USMALLINT" -> ColumnType.of(Kind.INT);
            case "BIGINT", "UINTEGER" -> ColumnType.of(Kind.BIGINT);
            case "HUGEINT", "UBIGINT" -> ColumnType.of(Kind.LARGEINT);
            case "FLOAT" -> ColumnType.of(Kind.FLOAT);
            case "DOUBLE" -> ColumnType.of(Kind.DOUBLE);
            case "DATE" -> ColumnType.of(Kind.DATE);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                new ColumnType(Kind.DATETIME, DATETIME_DIGITS, 0);
            case "JSON" -> ColumnType.of(Kind.JSON);
            default -> ColumnType.of(Kind.STRING);
        };
    }
}

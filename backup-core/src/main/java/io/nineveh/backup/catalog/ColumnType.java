package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

/**
 * The type of a column.
 *
 * @param precision characters of CHAR and VARCHAR, digits of DECIMAL, fractional digits of DATETIME; else 0
 * @param scale fractional digits of DECIMAL; else 0
 */
public record ColumnType(Kind kind, int precision, int scale) {
    /** The scalar types, named as in SQL. */
    public enum Kind {
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INT,
        BIGINT,
        LARGEINT,
        FLOAT,
        DOUBLE,
        DECIMAL,
        DATE,
        DATETIME,
        CHAR,
        VARCHAR,
        STRING,
        JSON
    }

    public ColumnType {
        requireNonNull(kind, "kind");
    }

    public static ColumnType of(Kind kind) {
        return new ColumnType(kind, 0, 0);
    }

    /** The type as it is written in CREATE TABLE, such as {@code DECIMAL(10,2)}. */
    @Override
    public String toString() {
        return switch (kind) {
            case CHAR, VARCHAR -> "%s(%d)".formatted(kind, precision);
            case DECIMAL -> "DECIMAL(%d,%d)".formatted(precision, scale);
            case DATETIME -> precision == 0 ? "DATETIME" : "DATETIME(%d)".formatted(precision);
            case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, LARGEINT, FLOAT, DOUBLE, DATE, STRING, JSON -> kind.name();
        };
    }
}

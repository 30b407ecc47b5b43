package io.nineveh.server.mysql;

import static java.util.Objects.requireNonNull;

/**
 * A column of a result set.
 *
 * @param name as the client shall show it
 * @param length the most characters that a value has when shown
 * @param decimals digits after the point, or {@link #FREE_DECIMALS} where values differ in that
 */
public record ColumnDefinition(String name, MySqlType type, long length, int decimals) {
    static final int FREE_DECIMALS = 31;

    public ColumnDefinition {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    /** A column of a type's usual length and decimals. */
    public ColumnDefinition(String name, MySqlType type) {
        this(name, type, type.usualLength(), type.usualDecimals());
    }

    /** A VARCHAR, the type of most columns of SHOW statements. */
    public static ColumnDefinition text(String name) {
        return new ColumnDefinition(name, MySqlType.VARCHAR);
    }

    /** A DECIMAL of so many digits in all, {@code scale} of them after the point. */
    public static ColumnDefinition decimal(String name, int precision, int scale) {
        int signAndPoint = scale == 0 ? 1 : 2;
        return new ColumnDefinition(name, MySqlType.DECIMAL, (long) precision + signAndPoint, scale);
    }
}

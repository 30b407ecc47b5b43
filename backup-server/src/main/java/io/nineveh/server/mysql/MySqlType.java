package io.nineveh.server.mysql;

/** The types that a result column can be announced with. */
public enum MySqlType {
    /** {@code 0} or {@code 1}; drivers give it as a boolean. */
    BOOLEAN(1, 1, 0),
    TINYINT(1, 4, 0),
    SMALLINT(2, 6, 0),
    INT(3, 11, 0),
    BIGINT(8, 20, 0),
    FLOAT(4, 12, ColumnDefinition.FREE_DECIMALS),
    DOUBLE(5, 22, ColumnDefinition.FREE_DECIMALS),
    DECIMAL(246, 40, 0),
    DATE(10, 10, 0),
    /** With up to six decimals of a second. */
    DATETIME(12, 26, 6),
    /** Any text, in UTF-8; also numbers that have no type of their own in MySQL, such as LARGEINT. */
    VARCHAR(253, 65_533, 0),
    /** Text of any length; drivers give it as LONGVARCHAR. */
    TEXT(252, 4_294_967_295L, 0);

    private final int protocolCode;
    private final long usualLength;
    private final int usualDecimals;

    MySqlType(int protocolCode, long usualLength, int usualDecimals) {
        this.protocolCode = protocolCode;
        this.usualLength = usualLength;
        this.usualDecimals = usualDecimals;
    }

    int protocolCode() {
        return protocolCode;
    }

    long usualLength() {
        return usualLength;
    }

    int usualDecimals() {
        return usualDecimals;
    }

    boolean isText() {
        return this == VARCHAR || this == TEXT;
    }

    boolean isNumber() {
        return switch (this) {
            case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
            case DATE, DATETIME, VARCHAR, TEXT -> false;
        };
    }
}

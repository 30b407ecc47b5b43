package io.nineveh.server.mysql;

/** MySQL's errors, as far as this server gives them: the number and the SQLSTATE that drivers judge by. */
public enum ErrorCode {
    DATABASE_EXISTS(1007, "HY000"),
    UNKNOWN_DATABASE_IN_DROP(1008, "HY000"),
    TOO_MANY_CONNECTIONS(1040, "08004"),
    DATABASE_ACCESS_DENIED(1044, "42000"),
    ACCESS_DENIED(1045, "28000"),
    NO_DATABASE(1046, "3D000"),
    UNKNOWN_COMMAND(1047, "08S01"),
    UNKNOWN_DATABASE(1049, "42000"),
    TABLE_EXISTS(1050, "42S01"),
    UNKNOWN_TABLE_IN_DROP(1051, "42S02"),
    SERVER_SHUTDOWN(1053, "08S01"),
    UNKNOWN_COLUMN(1054, "42S22"),
    SYNTAX(1064, "42000"),
    UNKNOWN_CONNECTION(1094, "HY000"),
    /** What has no number of its own. */
    GENERAL(1105, "HY000"),
    UNKNOWN_CHARACTER_SET(1115, "42000"),
    NO_SUCH_GRANT(1141, "42000"),
    TABLE_ACCESS_DENIED(1142, "42000"),
    UNKNOWN_TABLE(1146, "42S02"),
    PACKET_TOO_LARGE(1153, "08S01"),
    PACKETS_OUT_OF_ORDER(1156, "08S01"),
    UNKNOWN_VARIABLE(1193, "HY000"),
    WRONG_ARGUMENTS(1210, "HY000"),
    MISSING_PRIVILEGE(1227, "42000"),
    WRONG_VALUE_FOR_VARIABLE(1231, "42000"),
    NOT_SUPPORTED(1235, "42000"),
    READ_ONLY_VARIABLE(1238, "HY000"),
    UNKNOWN_PREPARED_STATEMENT(1243, "HY000"),
    CLIENT_TOO_OLD(1251, "08004"),
    UNKNOWN_COLLATION(1273, "HY000"),
    PREPARED_STATEMENTS_NOT_SUPPORTED(1295, "HY000"),
    UNKNOWN_TIME_ZONE(1298, "HY000"),
    NOT_UTF8(1300, "HY000"),
    QUERY_INTERRUPTED(1317, "70100"),
    ILLEGAL_VALUE(1367, "22007"),
    TOO_MANY_PARAMETERS(1390, "HY000"),
    CANNOT_CHANGE_USER(1396, "HY000"),
    NO_OPEN_CURSOR(1421, "HY000"),
    TOO_MANY_PREPARED_STATEMENTS(1461, "42000"),
    UNKNOWN_PARTITION(1735, "HY000"),
    MALFORMED_PACKET(1835, "HY000"),
    SECURE_TRANSPORT_REQUIRED(3159, "HY000");

    private final int number;
    private final String sqlState;

    ErrorCode(int number, String sqlState) {
        this.number = number;
        this.sqlState = sqlState;
    }

    public int number() {
        return number;
    }

    /** Five characters. */
    public String sqlState() {
        return sqlState;
    }
}

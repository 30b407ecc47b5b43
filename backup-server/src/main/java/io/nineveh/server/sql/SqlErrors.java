package io.nineveh.server.sql;

import io.nineveh.backup.RefusedException;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.SqlException;

/** How clients are told why something was refused. */
public final class SqlErrors {
    private SqlErrors() {}

    /** The error with MySQL's number for the reason, where MySQL has one. */
    public static SqlException of(RefusedException refused) {
        return new SqlException(code(refused.reason()), refused.getMessage(), refused);
    }

    private static ErrorCode code(RefusedException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_DATABASE -> ErrorCode.UNKNOWN_DATABASE;
            case DATABASE_EXISTS -> ErrorCode.DATABASE_EXISTS;
            case UNKNOWN_TABLE -> ErrorCode.UNKNOWN_TABLE;
            case TABLE_EXISTS -> ErrorCode.TABLE_EXISTS;
            case UNKNOWN_COLUMN -> ErrorCode.UNKNOWN_COLUMN;
            case UNKNOWN_PARTITION -> ErrorCode.UNKNOWN_PARTITION;
            case UNKNOWN_USER, USER_EXISTS -> ErrorCode.CANNOT_CHANGE_USER;
            case UNKNOWN_GRANT -> ErrorCode.NO_SUCH_GRANT;
            case INTERRUPTED -> ErrorCode.QUERY_INTERRUPTED;
            case NOT_SUPPORTED -> ErrorCode.NOT_SUPPORTED;
            case INVALID, WRONG_STATE, STORAGE -> ErrorCode.GENERAL;
        };
    }
}

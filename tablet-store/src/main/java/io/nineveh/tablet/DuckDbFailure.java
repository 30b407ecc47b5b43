package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what DuckDB says into a refusal for the person who asked. */
final class DuckDbFailure {
    private static final Pattern FORM =
            Pattern.compile("([A-Z][A-Za-z ]*?) ?(?:Error|exception): (.*)", Pattern.DOTALL);

    private DuckDbFailure() {}

    static RefusedException refusal(SQLException failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Matcher matcher = FORM.matcher(message);
        if (!matcher.matches()) {
            return new RefusedException(Reason.STORAGE, "the SQL engine failed: " + message, failure);
        }
        String detail = withoutContext(matcher.group(2));
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "interrupt" ->
                new RefusedException(
                        Reason.INTERRUPTED,
                        "Query execution was interrupted: somebody killed the statement; run it again if that was not meant",
                        failure);
            case "parser" -> new RefusedException(Reason.INVALID, syntaxError(detail), failure);
            case "binder" ->
                new RefusedException(
                        detail.startsWith("Referenced column") ? Reason.UNKNOWN_COLUMN : Reason.INVALID,
                        detail,
                        failure);
            case "out of memory" ->
                new RefusedException(Reason.WRONG_STATE, "not enough memory for this statement: " + detail, failure);
            case "not implemented" -> new RefusedException(Reason.NOT_SUPPORTED, detail, failure);
            case "permission" ->
                new RefusedException(Reason.NOT_SUPPORTED, "SQL reads tables, not files: " + detail, failure);
            case "io", "internal", "fatal", "serialization", "transaction" ->
                new RefusedException(Reason.STORAGE, "the SQL engine failed: " + message, failure);
            default -> new RefusedException(Reason.INVALID, detail, failure);
        };
    }

    static String syntaxError(String detail) {
        return "You have an error in your SQL syntax: " + detail;
    }

    /** Without the excerpt of the statement, which is the translated one and not what the person wrote. */
    static String withoutContext(String detail) {
        int end = detail.indexOf("\n\nLINE ");
        return (end < 0 ? detail : detail.substring(0, end)).strip();
    }
}

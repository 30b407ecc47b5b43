package io.nineveh.server.sql;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.regex.Pattern;

/** Which names databases, tables, views, partitions and columns may have. */
public final class ObjectNames {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,63}");
    private static final Pattern COLUMN = Pattern.compile("[^\\p{Cntrl}`]{1,255}");

    private ObjectNames() {}

    /** {@code kind} is what it names, for the error: database, table, view or partition. */
    public static void requireValid(String kind, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Incorrect %s name '%s': write a letter, then up to 63 letters, digits, _ and -"
                            .formatted(kind, name));
        }
    }

    public static void requireValidColumn(String name) {
        if (!COLUMN.matcher(name).matches()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Incorrect column name '%s': write 1 to 255 characters, no backtick among them".formatted(name));
        }
    }
}

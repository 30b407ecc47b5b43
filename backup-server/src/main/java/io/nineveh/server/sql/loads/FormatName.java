package io.nineveh.server.sql.loads;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.tablet.FileFormat;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileFormat.JsonLines;
import io.nineveh.tablet.FileFormat.Parquet;
import java.util.Locale;

/** How formats of files are named in statements. */
public final class FormatName {
    private FormatName() {}

    /**
     * The format of a name.
     *
     * @param columnSeparator of CSV
     * @param lineDelimiter of CSV
     * @throws RefusedException when there is none
     */
    public static FileFormat read(String name, String columnSeparator, String lineDelimiter) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "csv" -> new Csv(columnSeparator, lineDelimiter, 0);
            case "csv_with_names" -> new Csv(columnSeparator, lineDelimiter, 1);
            case "csv_with_names_and_types" -> new Csv(columnSeparator, lineDelimiter, 2);
            case "json" -> new JsonLines();
            case "parquet" -> new Parquet();
            default ->
                throw new RefusedException(
                        Reason.NOT_SUPPORTED,
                        "The format \"%s\" is not supported; write csv, csv_with_names, json or parquet"
                                .formatted(name));
        };
    }
}

package io.nineveh.server.sql.loads;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.tablet.FileFormat;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileFormat.Json;
import io.nineveh.tablet.FileFormat.Parquet;
import java.util.Locale;

/** How formats of files are named in statements. */
public final class FormatName {
    private FormatName() {}

    /**
     * The format of a name.
     *
     * @param csv what CSV is, without lines that are no rows because of the format
     * @param json what JSON is
     * @throws RefusedException when there is none, or lines are skipped twice
     */
    public static FileFormat read(String name, Csv csv, Json json) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "csv" -> csv;
            case "csv_with_names" -> withNames(csv, 1);
            case "csv_with_names_and_types" -> withNames(csv, 2);
            case "json" -> json;
            case "parquet" -> new Parquet();
            default ->
                throw new RefusedException(
                        Reason.NOT_SUPPORTED,
                        "The format \"%s\" is not supported; write csv, csv_with_names, json or parquet"
                                .formatted(name));
        };
    }

    private static Csv withNames(Csv csv, int lines) {
        if (csv.headerLines() > 0) {
            throw new RefusedException(
                    Reason.INVALID, "skip_lines cannot be with a format that has names; write FORMAT AS \"csv\"");
        }
        return new Csv(csv.columnSeparator(), csv.lineDelimiter(), lines, csv.quotes());
    }
}

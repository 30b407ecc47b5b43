package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.Locale;

/** How rows are written in a file. A text file is UTF-8; one whose name ends in {@code .gz} is compressed by gzip. */
public sealed interface FileFormat {

    /**
     * A row for each line, the values divided by a separator. {@code \N} is NULL.
     *
     * @param headerLines how many lines at the beginning of a file are no rows
     */
    record Csv(String columnSeparator, String lineDelimiter, int headerLines, CsvQuotes quotes) implements FileFormat {
        public static final String NULL = "\\N";

        /** Such lines in which nothing is quoted. */
        public Csv(String columnSeparator, String lineDelimiter, int headerLines) {
            this(columnSeparator, lineDelimiter, headerLines, CsvQuotes.NONE);
        }

        public Csv {
            requireNonNull(columnSeparator, "columnSeparator");
            requireNonNull(lineDelimiter, "lineDelimiter");
            requireNonNull(quotes, "quotes");
            if (columnSeparator.isEmpty() || lineDelimiter.isEmpty()) {
                throw new RefusedException(Reason.INVALID, "a separator cannot be empty; write one character or more");
            }
            if (columnSeparator.contains(lineDelimiter) || lineDelimiter.contains(columnSeparator)) {
                throw new RefusedException(
                        Reason.INVALID, "the separator of columns and the delimiter of lines contain each other");
            }
            requireTellsNull(columnSeparator);
            requireTellsNull(lineDelimiter);
            quotes.requireNotIn(columnSeparator);
            quotes.requireNotIn(lineDelimiter);
        }

        private static void requireTellsNull(String separator) {
            if ((NULL + separator).indexOf(separator) != NULL.length()) {
                throw new RefusedException(
                        Reason.INVALID, "'%s' cannot be a separator, since \\N is NULL".formatted(separator));
            }
        }
    }

    /** JSON. */
    record Json(JsonRows rows) implements FileFormat {
        /** An object for each line. */
        public static final Json LINES = new Json(JsonRows.LINES);

        public Json {
            requireNonNull(rows, "rows");
        }
    }

    /** Apache Parquet. */
    record Parquet() implements FileFormat {}

    /** What the name of such a file ends with, without the dot. */
    default String suffix() {
        return this instanceof Csv ? "csv" : this instanceof Parquet ? "parquet" : "json";
    }

    /**
     * The format that the end of a file's name tells, {@code .parquet} or {@code .json}, and else CSV.
     *
     * @param csv what CSV is here
     * @param json what JSON is here
     */
    static FileFormat bySuffix(String fileName, Csv csv, Json json) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        if (bare.endsWith(".parquet") || bare.endsWith(".parq")) {
            return new Parquet();
        }
        return bare.endsWith(".json") || bare.endsWith(".jsonl") ? json : csv;
    }
}

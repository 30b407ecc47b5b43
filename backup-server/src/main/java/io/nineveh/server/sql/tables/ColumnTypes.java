package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.config.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** How the types of columns are written. */
public final class ColumnTypes {
    private static final int LONGEST_CHAR = 255;
    private static final int LONGEST_VARCHAR = 65_533;
    private static final int MOST_DECIMAL_DIGITS = 38;
    private static final int DEFAULT_DECIMAL_SCALE = 9;
    private static final int MOST_FRACTIONAL_SECONDS = 6;

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("BOOLEAN", Kind.BOOLEAN),
            Map.entry("BOOL", Kind.BOOLEAN),
            Map.entry("TINYINT", Kind.TINYINT),
            Map.entry("SMALLINT", Kind.SMALLINT),
            Map.entry("INT", Kind.INT),
            Map.entry("INTEGER", Kind.INT),
            Map.entry("BIGINT", Kind.BIGINT),
            Map.entry("LARGEINT", Kind.LARGEINT),
            Map.entry("FLOAT", Kind.FLOAT),
            Map.entry("DOUBLE", Kind.DOUBLE),
            Map.entry("DECIMAL", Kind.DECIMAL),
            Map.entry("DECIMALV3", Kind.DECIMAL),
            Map.entry("NUMERIC", Kind.DECIMAL),
            Map.entry("DATE", Kind.DATE),
            Map.entry("DATEV2", Kind.DATE),
            Map.entry("DATETIME", Kind.DATETIME),
            Map.entry("DATETIMEV2", Kind.DATETIME),
            Map.entry("CHAR", Kind.CHAR),
            Map.entry("VARCHAR", Kind.VARCHAR),
            Map.entry("STRING", Kind.STRING),
            Map.entry("TEXT", Kind.STRING),
            Map.entry("JSON", Kind.JSON),
            Map.entry("JSONB", Kind.JSON));

    private ColumnTypes() {}

    /**
     * A type by its name, letter case ignored, and the numbers in parentheses after it.
     *
     * @throws RefusedException when there is no such type, or the numbers are not in its range
     */
    public static ColumnType of(String name, List<Integer> numbers) {
        Kind kind = KINDS.get(name.toUpperCase(Locale.ROOT));
        if (kind == null) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "Unknown column type %s%s"
                            .formatted(
                                    name,
                                    NearestName.of(name, KINDS.keySet())
                                            .map("; the nearest type is %s"::formatted)
                                            .orElseGet(() -> "; types are " + new TreeSet<>(KINDS.values()))));
        }
        return switch (kind) {
            case CHAR -> new ColumnType(kind, one(kind, numbers, 1, 1, LONGEST_CHAR), 0);
            case VARCHAR -> new ColumnType(kind, one(kind, numbers, LONGEST_VARCHAR, 1, LONGEST_VARCHAR), 0);
            case DATETIME -> new ColumnType(kind, one(kind, numbers, 0, 0, MOST_FRACTIONAL_SECONDS), 0);
            case DECIMAL -> decimal(numbers);
            // A number after an integer type is a display width, as MySQL has it; it means nothing.
            case TINYINT, SMALLINT, INT, BIGINT, LARGEINT -> ColumnType.of(kind);
            case BOOLEAN, FLOAT, DOUBLE, DATE, STRING, JSON -> withoutNumbers(kind, numbers);
        };
    }

    private static ColumnType withoutNumbers(Kind kind, List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            throw invalid("%s takes no length: write %s".formatted(kind, kind));
        }
        return ColumnType.of(kind);
    }

    private static int one(Kind kind, List<Integer> numbers, int defaultValue, int least, int most) {
        if (numbers.size() > 1) {
            throw invalid("%s takes one number in parentheses, not %s".formatted(kind, numbers));
        }
        return inRange(kind, numbers.stream().findFirst().orElse(defaultValue), least, most);
    }

    private static ColumnType decimal(List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return new ColumnType(Kind.DECIMAL, MOST_DECIMAL_DIGITS, DEFAULT_DECIMAL_SCALE);
        }
        int precision = inRange(Kind.DECIMAL, numbers.get(0), 1, MOST_DECIMAL_DIGITS);
        Optional<Integer> scale = numbers.stream().skip(1).findFirst();
        return new ColumnType(Kind.DECIMAL, precision, inRange(Kind.DECIMAL, scale.orElse(0), 0, precision));
    }

    private static int inRange(Kind kind, int number, int least, int most) {
        if (number < least || number > most) {
            throw invalid("%s with %d in parentheses: it must be from %d to %d".formatted(kind, number, least, most));
        }
        return number;
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}

package io.nineveh.server.sql.loads;

import io.nineveh.tablet.CsvQuotes;
import io.nineveh.tablet.CsvQuotes.DoubleQuotes;
import io.nineveh.tablet.FileFormat.Csv;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The properties of CSV files that are loaded. */
public final class CsvProperties {
    private static final String ENCLOSE = "enclose";
    private static final String ESCAPE = "escape";
    private static final String TRIM = "trim_double_quotes";
    private static final String SKIP = "skip_lines";

    /** Their names. */
    static final Set<String> NAMES = Set.of(ENCLOSE, ESCAPE, TRIM, SKIP);

    private CsvProperties() {}

    /**
     * What CSV is with properties; others than these do not matter.
     *
     * @throws io.nineveh.backup.RefusedException for one that is not valid
     */
    public static Csv read(String columnSeparator, String lineDelimiter, Map<String, String> properties) {
        Optional<Character> enclose =
                Optional.ofNullable(properties.get(ENCLOSE)).map(text -> character(ENCLOSE, text));
        Optional<Character> escape = Optional.ofNullable(properties.get(ESCAPE)).map(text -> character(ESCAPE, text));
        if (escape.isPresent() && enclose.isEmpty()) {
            throw LoadProperties.invalid(
                    "escape is for characters between those that enclose a value; give enclose, too, or leave it out");
        }
        return new Csv(
                columnSeparator,
                lineDelimiter,
                skipped(properties.getOrDefault(SKIP, "0")),
                new CsvQuotes(
                        enclose,
                        escape.orElse(CsvQuotes.NONE.escape()),
                        LoadProperties.flag(properties, TRIM, "false") ? DoubleQuotes.TRIMMED : DoubleQuotes.KEPT));
    }

    private static char character(String property, String text) {
        String character = Separator.of(text);
        if (character.length() != 1) {
            throw LoadProperties.invalid("%s must be one character, not '%s'".formatted(property, text));
        }
        return character.charAt(0);
    }

    private static int skipped(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw LoadProperties.invalid("skip_lines must be a number of lines, not '%s'".formatted(text));
        }
        return Integer.parseInt(text);
    }
}

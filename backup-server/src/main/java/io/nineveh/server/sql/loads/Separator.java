package io.nineveh.server.sql.loads;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Separators, which may be written with escapes that SQL does not have, as in Doris. */
public final class Separator {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|([tnr]))");

    private Separator() {}

    /** The separator that a text stands for: {@code \x01}, {@code \t}, {@code \n} and {@code \r} are one character each. */
    public static String of(String text) {
        return ESCAPE.matcher(text).replaceAll(Separator::character);
    }

    private static String character(MatchResult escape) {
        if (escape.group(1) != null) {
            return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
        }
        return switch (escape.group(2)) {
            case "t" -> "\t";
            case "n" -> "\n";
            default -> "\r";
        };
    }
}

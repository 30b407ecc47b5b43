package io.nineveh.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How sizes and spans of time are written in a configuration. */
final class Quantities {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");

    private Quantities() {}

    static long parseBytes(String text) {
        Matcher matcher = match(text, "is not a size like 512, 64KiB, 8MiB or 1GiB: ");
        long number = Long.parseLong(matcher.group(1));
        long factor = switch (matcher.group(2)) {
            case "", "B" -> 1;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "TiB" -> 1L << 40;
            default ->
                throw new IllegalArgumentException(
                        "has the unit %s; units are B, KiB, MiB, GiB and TiB".formatted(matcher.group(2)));
        };
        return multiply(number, factor);
    }

    static Duration parseDuration(String text) {
        Matcher matcher = match(text, "is not a span of time like 500ms, 10s, 5m, 2h or 1d: ");
        long number = Long.parseLong(matcher.group(1));
        long milliseconds = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "", "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default ->
                throw new IllegalArgumentException(
                        "has the unit %s; units are ms, s, m, h and d".formatted(matcher.group(2)));
        };
        return Duration.ofMillis(multiply(number, milliseconds));
    }

    private static Matcher match(String text, String complaint) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(complaint + text);
        }
        return matcher;
    }

    private static long multiply(long number, long factor) {
        try {
            return Math.multiplyExact(number, factor);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("is too large", e);
        }
    }
}

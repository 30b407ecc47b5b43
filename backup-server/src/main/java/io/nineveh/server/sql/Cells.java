package io.nineveh.server.sql;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The forms that values have in the results of SHOW statements. */
public final class Cells {
    /** What stands for a value that there is none of. It is this text, not NULL. */
    public static final String NONE = "\\N";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};

    private Cells() {}

    public static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    public static String time(Optional<Instant> time, ZoneId zone) {
        return time.map(present -> time(present, zone)).orElse(NONE);
    }

    public static String text(Optional<String> text) {
        return text.orElse(NONE);
    }

    /** Things one after the other, commas between. */
    public static <T> String list(Collection<T> things, Function<T, String> form) {
        return things.stream().map(form).collect(joining(", "));
    }

    /** Bytes with three decimals in the largest unit that leaves a whole part. */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.3f %s", amount, UNITS[unit]);
    }
}

package io.nineveh.server.sql.loads;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.tablet.FileLoad.Unconverted;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The PROPERTIES of LOAD.
 *
 * @param maxFilterRatio how many of all rows may be bad, from 0 to 1
 */
public record LoadProperties(Duration timeout, double maxFilterRatio, Unconverted unconverted) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(4);
    private static final Duration GREATEST_TIMEOUT = Duration.ofDays(3);
    private static final Set<String> KNOWN = Set.of("timeout", "max_filter_ratio", "strict_mode");

    public LoadProperties {
        requireNonNull(timeout, "timeout");
        requireNonNull(unconverted, "unconverted");
    }

    /**
     * Reads the properties of a statement.
     *
     * @throws RefusedException for one that is unknown, not valid or not offered
     */
    public static LoadProperties of(Map<String, String> properties) {
        requireKnown("load", properties, KNOWN);
        return new LoadProperties(
                timeout(properties, DEFAULT_TIMEOUT),
                ratio(properties.getOrDefault("max_filter_ratio", "0")),
                flag(properties, "strict_mode", "true") ? Unconverted.BAD_ROW : Unconverted.NULL);
    }

    static boolean flag(Map<String, String> properties, String name, String otherwise) {
        String text = properties.getOrDefault(name, otherwise).toLowerCase(Locale.ROOT);
        if (!Set.of("true", "false").contains(text)) {
            throw invalid("Invalid boolean property %s value: %s".formatted(name, text));
        }
        return text.equals("true");
    }

    private static double ratio(String text) {
        double ratio;
        try {
            ratio = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw invalid("max_filter_ratio is not a number: %s".formatted(text));
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            throw invalid("max_filter_ratio must be from 0 to 1, not %s".formatted(text));
        }
        return ratio;
    }

    static Duration timeout(Map<String, String> properties, Duration otherwise) {
        String text = properties.get("timeout");
        if (text == null) {
            return otherwise;
        }
        long seconds;
        try {
            seconds = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw invalid("Invalid timeout format: %s; write a number of seconds".formatted(text));
        }
        if (seconds < 1 || seconds > GREATEST_TIMEOUT.toSeconds()) {
            throw invalid("timeout must be from 1 to %d seconds (3 days), not %d"
                    .formatted(GREATEST_TIMEOUT.toSeconds(), seconds));
        }
        return Duration.ofSeconds(seconds);
    }

    static void requireKnown(String kind, Map<String, String> properties, Collection<String> known) {
        TreeSet<String> unknown = new TreeSet<>(properties.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "The %s properties %s are not supported; there are %s"
                            .formatted(kind, List.copyOf(unknown), List.copyOf(new TreeSet<>(known))));
        }
    }

    static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}

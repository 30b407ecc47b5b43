package io.nineveh.server.sql.jobs;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the properties of BACKUP and of RESTORE have in common. */
final class JobProperties {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofDays(1);
    /** For ever, and still a moment that can be computed and kept. */
    private static final Duration GREATEST_TIMEOUT = Duration.ofDays(3650);

    private static final long LEAST_TIMEOUT_SECONDS = 600;

    private JobProperties() {}

    static Duration timeout(Map<String, String> properties) {
        String text = properties.get("timeout");
        if (text == null) {
            return DEFAULT_TIMEOUT;
        }
        long seconds;
        try {
            seconds = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw invalid("Invalid timeout format: %s; write a number of seconds".formatted(text));
        }
        if (seconds < LEAST_TIMEOUT_SECONDS) {
            throw invalid("timeout must be at least 10 min: write 600 or more, not " + seconds);
        }
        if (seconds > GREATEST_TIMEOUT.toSeconds()) {
            throw invalid("timeout must be at most 10 years: write %d or less, not %d"
                    .formatted(GREATEST_TIMEOUT.toSeconds(), seconds));
        }
        return Duration.ofSeconds(seconds);
    }

    /** Whether a property is {@code true}; an absent one is not. */
    static boolean isTrue(Map<String, String> properties, String name) {
        String text = properties.getOrDefault(name, "false");
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw invalid("Invalid boolean property %s value: %s".formatted(name, text));
        }
        return text.equalsIgnoreCase("true");
    }

    /** Refuses {@code true} because it is not offered. */
    static void requireFalse(Map<String, String> properties, String name) {
        if (isTrue(properties, name)) {
            throw notOffered(name, "leave it out, or set it to \"false\"");
        }
    }

    static void requireAbsent(Map<String, String> properties, String name) {
        if (properties.containsKey(name)) {
            throw notOffered(name, "leave it out");
        }
    }

    /** Refuses what is not known; {@code kind} is {@code backup} or {@code restore}. */
    static void requireKnown(String kind, Map<String, String> properties, Collection<String> known) {
        TreeSet<String> unknown = new TreeSet<>(properties.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw invalid("Unknown %s job properties: %s; known are %s"
                    .formatted(kind, List.copyOf(unknown), List.copyOf(new TreeSet<>(known))));
        }
    }

    static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }

    private static RefusedException notOffered(String name, String whatToDo) {
        return new RefusedException(
                Reason.NOT_SUPPORTED, "The property \"%s\" is not supported yet: %s".formatted(name, whatToDo));
    }
}

package io.nineveh.backup.repository;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * When a snapshot was made, as the text that identifies it beside its label: {@code yyyy-MM-dd-HH-mm-ss}, in the time zone of
 * the server that made it. (StarRocks appends milliseconds.) Two are equal when their texts are.
 */
public record SnapshotTimestamp(String text) implements Comparable<SnapshotTimestamp> {
    private static final Pattern FORM = Pattern.compile("\\d{4}(-\\d{2}){5}(-\\d{3})?");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT);

    public SnapshotTimestamp {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "not a snapshot's timestamp: '%s'; write it as SHOW SNAPSHOT shows it, like 2018-04-18-19-19-10"
                            .formatted(text));
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    public static SnapshotTimestamp at(Instant time, ZoneId zone) {
        return new SnapshotTimestamp(FORMAT.format(time.atZone(zone)));
    }

    @Override
    public int compareTo(SnapshotTimestamp other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}

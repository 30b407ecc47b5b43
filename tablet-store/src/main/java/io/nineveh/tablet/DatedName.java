package io.nineveh.tablet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a directory that is to be removed at some time: {@code <yyyyMMddHHmmss>.<n>.<seconds>}, in UTC.
 *
 * @param number tells apart those of one second
 * @param lifetime how long it is kept, in whole seconds
 */
record DatedName(Instant created, long number, Duration lifetime) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("(\\d{14})\\.(\\d{1,18})\\.(\\d{1,10})");

    static Optional<DatedName> parse(String name) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DatedName(
                    LocalDateTime.parse(matcher.group(1), TIME).toInstant(ZoneOffset.UTC),
                    Long.parseLong(matcher.group(2)),
                    Duration.ofSeconds(Long.parseLong(matcher.group(3)))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(created.plus(lifetime));
    }

    @Override
    public String toString() {
        return "%s.%d.%d".formatted(TIME.format(created), number, lifetime.toSeconds());
    }
}

package io.nineveh.server.sql.tables;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of which no partition is dropped for its age, as {@code dynamic_partition.reserved_history_periods} has them. */
record ReservedPeriods(List<Period> periods) {
    private static final Pattern PERIOD = Pattern.compile("\\s*\\[([^,\\[\\]]+),([^,\\[\\]]+)]\\s*(,(?=.)|$)");
    private static final int LAST_YEAR = 9999;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /**
     * A span of time.
     *
     * @param end excluded; empty: the end of all dates
     * @param text as it was given, blanks aside
     */
    record Period(LocalDateTime begin, Optional<LocalDateTime> end, String text) {}

    ReservedPeriods {
        periods = List.copyOf(periods);
    }

    /**
     * Those of a text such as {@code [2026-01-01,2026-01-31],[…,…]}; with times for hours.
     *
     * @throws RefusedException when it has another form, or a period ends before it begins
     */
    static ReservedPeriods of(String text, PartitionPeriod unit) {
        if (text.equalsIgnoreCase(DynamicPartitionProperties.NO_PERIODS)) {
            return new ReservedPeriods(List.of());
        }
        List<Period> periods = new ArrayList<>();
        Matcher matcher = PERIOD.matcher(text);
        int position = 0;
        while (position < text.length() && matcher.find(position) && matcher.start() == position) {
            periods.add(period(matcher.group(1).strip(), matcher.group(2).strip(), unit, text));
            position = matcher.end();
        }
        if (periods.isEmpty() || position < text.length()) {
            throw invalid(text, Optional.empty());
        }
        periods.sort(Comparator.comparing(Period::begin));
        return new ReservedPeriods(periods);
    }

    private static Period period(String first, String last, PartitionPeriod unit, String text) {
        boolean hours = unit == PartitionPeriod.HOUR;
        LocalDateTime begin;
        LocalDateTime end;
        try {
            begin = hours
                    ? LocalDateTime.parse(first, TIME)
                    : LocalDate.parse(first).atStartOfDay();
            end = hours
                    ? LocalDateTime.parse(last, TIME)
                    : LocalDate.parse(last).atStartOfDay();
        } catch (DateTimeException e) {
            throw invalid(text, Optional.of(e));
        }
        if (begin.getYear() < 0 || end.getYear() > LAST_YEAR) {
            throw invalid(text, Optional.empty());
        }
        if (begin.isAfter(end)) {
            throw new RefusedException(
                    Reason.INVALID,
                    "The first date is larger than the second date, [%s,%s] is invalid.".formatted(first, last));
        }
        return new Period(
                begin,
                Optional.of(hours ? end.plusSeconds(1) : end.plusDays(1)).filter(time -> time.getYear() <= LAST_YEAR),
                "[%s,%s]".formatted(first, last));
    }

    private static RefusedException invalid(String text, Optional<DateTimeException> cause) {
        return new RefusedException(
                Reason.INVALID,
                ("Invalid \"dynamic_partition.reserved_history_periods\" value %s. It must be like"
                                + " \"[yyyy-MM-dd,yyyy-MM-dd],[...,...]\" while time_unit is DAY/WEEK/MONTH/YEAR or"
                                + " \"[yyyy-MM-dd HH:mm:ss,yyyy-MM-dd HH:mm:ss],[...,...]\" while time_unit is HOUR.")
                        .formatted(text),
                cause.orElse(null));
    }

    /** As SHOW DYNAMIC PARTITION TABLES has it. */
    @Override
    public String toString() {
        return periods.isEmpty()
                ? DynamicPartitionProperties.NO_PERIODS
                : periods.stream().map(Period::text).collect(joining(","));
    }
}

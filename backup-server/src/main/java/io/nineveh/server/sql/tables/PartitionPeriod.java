package io.nineveh.server.sql.tables;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.Locale;

/** The spans of time that dynamic partitions have. */
enum PartitionPeriod {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    /**
     * The first moment of a period.
     *
     * @param now a moment of the period with offset 0
     * @param firstDay of a week, 1 for Monday, or of a month; other periods have none
     */
    LocalDateTime begin(LocalDateTime now, int firstDay, int offset) {
        LocalDateTime day = now.truncatedTo(ChronoUnit.DAYS);
        return switch (this) {
            case HOUR -> now.truncatedTo(ChronoUnit.HOURS).plusHours(offset);
            case DAY -> day.plusDays(offset);
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.of(firstDay)))
                        .plusWeeks(offset);
            case MONTH ->
                day.withDayOfMonth(firstDay).plusMonths(day.getDayOfMonth() < firstDay ? offset - 1L : offset);
            case YEAR -> day.withDayOfYear(1).plusYears(offset);
        };
    }

    /** What follows the prefix in the name of the partition that begins at a moment. */
    String suffix(LocalDateTime begin) {
        return switch (this) {
            case HOUR -> text("yyyyMMddHH", begin);
            case DAY -> text("yyyyMMdd", begin);
            // weeks are counted from Sundays, and the first one is that of 1 January
            case WEEK -> "%d_%02d".formatted(begin.getYear(), begin.get(WeekFields.SUNDAY_START.weekOfYear()));
            case MONTH -> text("yyyyMM", begin);
            case YEAR -> text("yyyy", begin);
        };
    }

    private static String text(String pattern, LocalDateTime time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
    }
}

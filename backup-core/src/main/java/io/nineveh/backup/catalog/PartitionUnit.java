package io.nineveh.backup.catalog;

import java.time.LocalDateTime;

/** What each of the partitions holds that loads make for rows which no partition takes. */
public enum PartitionUnit {
    YEAR,
    QUARTER,
    MONTH,
    /** From Monday. */
    WEEK,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    /** Equal values of the partition columns; for {@link Partitioning.Kind#LIST} only. */
    VALUE;

    /**
     * When the next unit begins.
     *
     * @param begin the first moment of a unit
     * @throws IllegalStateException for {@link #VALUE}
     */
    public LocalDateTime next(LocalDateTime begin) {
        return switch (this) {
            case YEAR -> begin.plusYears(1);
            case QUARTER -> begin.plusMonths(3);
            case MONTH -> begin.plusMonths(1);
            case WEEK -> begin.plusWeeks(1);
            case DAY -> begin.plusDays(1);
            case HOUR -> begin.plusHours(1);
            case MINUTE -> begin.plusMinutes(1);
            case SECOND -> begin.plusSeconds(1);
            case VALUE -> throw new IllegalStateException("a value is no span of time");
        };
    }
}

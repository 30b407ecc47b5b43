package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.PartitionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** {@code FROM (…) TO (…) INTERVAL n}: ranges that are equally long, but for the last one, which may be shorter. */
final class Intervals {
    private static final int MOST_PARTITIONS = 4096;

    private Intervals() {}

    /**
     * The ranges between two values.
     *
     * @param end of the range of a number, counted from 1, were there no {@code to}
     * @param name of the partition that begins with a value
     * @param text of a value as a bound
     * @throws RefusedException when there are none, or too many
     */
    static <T extends Comparable<? super T>> List<NamedRange> between(
            T from, T to, IntFunction<T> end, Function<T, String> name, Function<T, String> text) {
        List<NamedRange> ranges = new ArrayList<>();
        T start = from;
        for (int i = 1; start.compareTo(to) < 0; i++) {
            if (i > MOST_PARTITIONS) {
                throw invalid("INTERVAL makes more than %d partitions: write a longer one".formatted(MOST_PARTITIONS));
            }
            T next = end.apply(i);
            T until = next.compareTo(to) > 0 ? to : next;
            ranges.add(new NamedRange(
                    name.apply(start), new PartitionRange(List.of(text.apply(start)), List.of(text.apply(until)))));
            start = until;
        }
        if (ranges.isEmpty()) {
            throw invalid("INTERVAL makes no partition: TO must be after FROM");
        }
        return ranges;
    }

    /**
     * Checks what holds for all intervals.
     *
     * @param what a bound is
     * @throws RefusedException when a bound is not one value, or there is no length
     */
    static void requireValid(PartitionDefinition.Interval interval, String what) {
        if (interval.from().size() != 1 || interval.to().size() != 1) {
            throw invalid("INTERVAL needs one %1$s in FROM (…) and one in TO (…)".formatted(what));
        }
        if (interval.count() < 1) {
            throw invalid("INTERVAL %d: write 1 or more".formatted(interval.count()));
        }
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}

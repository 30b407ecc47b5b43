package io.nineveh.backup.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TransferLimitTest {
    private static final long MIB = 1 << 20;

    private final Clock clock = new Clock();
    private final TransferLimit limit = new TransferLimit(OptionalLong.of(10 * MIB), clock);

    @Test
    void oneTransferIsHeldToTheLimit() {
        Duration begin = clock.now();
        for (int piece = 0; piece < 100; piece++) {
            clock.pass(Duration.ofMillis(7));
            clock.pass(limit.take(MIB));
        }

        assertThat(clock.now().minus(begin)).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_800));
    }

    @Test
    void severalTransfersShareIt() {
        Duration[] next = new Duration[8];
        Arrays.fill(next, clock.now());
        for (int piece = 0; piece < 400; piece++) {
            int first = first(next);
            clock.set(next[first]);
            next[first] = clock.now().plus(limit.take(MIB / 4));
        }

        assertThat(next[first(next)]).isBetween(Duration.ofMillis(9_500), Duration.ofSeconds(10));
    }

    @Test
    void timeInWhichNothingMovedIsNotMadeUpFor() {
        clock.pass(Duration.ofHours(1));

        assertThat(limit.take(10 * MIB)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limit.take(5 * MIB)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void aChangedLimitHoldsForWhatMovesFromThenOn() {
        assertThat(limit.take(100 * MIB)).isEqualTo(Duration.ofSeconds(10));

        limit.change(OptionalLong.of(20 * MIB));
        assertThat(limit.take(20 * MIB)).isEqualTo(Duration.ofSeconds(1));
        limit.change(OptionalLong.empty());
        assertThat(limit.take(20 * MIB)).isZero();
        assertThatThrownBy(() -> limit.change(OptionalLong.of(0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutALimitNobodyWaits() {
        TransferLimit none = TransferLimit.of(OptionalLong.empty());

        assertThat(none.take(Long.MAX_VALUE)).isZero();
        assertThat(limit.take(0)).isZero();
        assertThatThrownBy(() -> TransferLimit.of(OptionalLong.of(0))).isInstanceOf(IllegalArgumentException.class);
    }

    private static int first(Duration[] times) {
        int first = 0;
        for (int each = 1; each < times.length; each++) {
            first = times[each].compareTo(times[first]) < 0 ? each : first;
        }
        return first;
    }

    /** Time that passes when it is told to. */
    private static final class Clock extends Ticker {
        private long nanos;

        @Override
        public long read() {
            return nanos;
        }

        Duration now() {
            return Duration.ofNanos(nanos);
        }

        void set(Duration now) {
            nanos = now.toNanos();
        }

        void pass(Duration time) {
            nanos += time.toNanos();
        }
    }
}

package io.nineveh.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration SLICE = Duration.ofMillis(2);
    private static final Duration WARM_UP = Duration.ofMillis(1);

    private final List<String> turns = new ArrayList<>();

    /** Takes notes of its turns, and measures what it is given. */
    private final class Scripted implements Measured {
        private final String name;
        private final double[] seconds;
        private int turn;

        Scripted(String name, double... seconds) {
            this.name = name;
            this.seconds = seconds;
        }

        @Override
        public Sample measure(Duration atLeast) {
            turns.add(name + " " + atLeast.toMillis());
            double taken = atLeast.equals(WARM_UP) ? 1000 : seconds[turn++];
            return new Sample(12, taken, 0, 0, new Latencies.Spread(taken, taken, taken));
        }

        @Override
        public void tidy() {
            turns.add("tidy " + name);
        }

        @Override
        public void close() {}
    }

    @Test
    void whatIsComparedTakesTurnsAfterAWarmUp() throws Exception {
        new Rounds(2, SLICE, WARM_UP).run(List.of(new Scripted("a", 1, 1), new Scripted("b", 1, 1)));

        assertThat(turns)
                .containsExactly(
                        "a 1", "tidy a", "b 1", "tidy b", "a 2", "tidy a", "b 2", "tidy b", "b 2", "tidy b", "a 2",
                        "tidy a");
    }

    @Test
    void theMedianOfTheRoundsCounts() throws Exception {
        List<Series> series =
                new Rounds(3, SLICE, WARM_UP).run(List.of(new Scripted("a", 1, 100, 2), new Scripted("b", 4, 3, 1)));

        assertThat(series.get(0).median(Sample::stepsPerSecond)).isEqualTo(6);
        assertThat(series.get(1).median(Sample::stepsPerSecond)).isEqualTo(4);
        assertThat(series.get(0).max(sample -> sample.latencies().max())).isEqualTo(100);
    }

    @Test
    void theMedianOfTwoRoundsLiesBetweenThem() throws Exception {
        List<Series> series = new Rounds(2, SLICE, WARM_UP).run(List.of(new Scripted("a", 1, 2)));

        assertThat(series.get(0).median(Sample::seconds)).isEqualTo(1.5);
    }

    @Test
    void aCostIsThatOfAllRounds() throws Exception {
        List<Series> series = new Rounds(3, SLICE, WARM_UP).run(List.of(new Scripted("a", 1, 20, 3)));

        assertThat(series.get(0).perStep(Sample::seconds)).isEqualTo(24.0 / 36);
    }

    @Test
    void aRatioIsTakenWithinARound() throws Exception {
        List<Series> series =
                new Rounds(3, SLICE, WARM_UP).run(List.of(new Scripted("a", 1, 10, 2), new Scripted("b", 2, 20, 2)));

        assertThat(series.get(0).medianRatio(series.get(1), Sample::seconds)).isEqualTo(0.5);
    }

    @Test
    void noRoundIsTooFew() {
        assertThatThrownBy(() -> new Rounds(0, SLICE, WARM_UP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }
}

package io.nineveh.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How comparisons are measured: in rounds, in each of which everything that is compared has its turn. What disturbs the
 * machine for a while so meets all of them, and the figures of one round belong together.
 *
 * @param count the rounds
 * @param slice how long a turn takes at least
 * @param warmUp how long a turn takes at least in a round before them, which does not count
 */
public record Rounds(int count, Duration slice, Duration warmUp) {
    public Rounds {
        if (count < 1) {
            throw new IllegalArgumentException("%d rounds; at least one is needed".formatted(count));
        }
    }

    /** The same, so many times. */
    public Rounds times(int otherCount) {
        return new Rounds(otherCount, slice, warmUp);
    }

    /** Measures all, and gives for each, in the same order, what its rounds measured. */
    public List<Series> run(List<? extends Measured> compared) throws IOException, InterruptedException {
        List<List<Sample>> samples = new ArrayList<>();
        for (Measured each : compared) {
            samples.add(new ArrayList<>());
            each.measure(warmUp);
            each.tidy();
        }
        for (int round = 0; round < count; round++) {
            for (int turn : order(compared.size(), round)) {
                samples.get(turn).add(compared.get(turn).measure(slice));
                compared.get(turn).tidy();
            }
        }
        return samples.stream().map(Series::new).toList();
    }

    /** To and fro, so that nothing always comes after the same other. */
    private static List<Integer> order(int size, int round) {
        List<Integer> order = new ArrayList<>();
        for (int turn = 0; turn < size; turn++) {
            order.add(turn);
        }
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }
}

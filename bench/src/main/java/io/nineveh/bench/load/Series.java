package io.nineveh.bench.load;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What the rounds measured of one thing, in order. */
public record Series(List<Sample> samples) {
    public Series {
        samples = List.copyOf(samples);
    }

    /** The median of the rounds. */
    public double median(ToDoubleFunction<Sample> figure) {
        return median(samples.stream().mapToDouble(figure));
    }

    /** The greatest of the rounds. */
    public double max(ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).max().orElseThrow();
    }

    /** A sum of the rounds, divided by all their steps. */
    public double perStep(ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).sum()
                / samples.stream().mapToLong(Sample::steps).sum();
    }

    /** The median of the ratios to another series, each taken within one round. */
    public double medianRatio(Series other, ToDoubleFunction<Sample> figure) {
        return median(IntStream.range(0, samples.size())
                .mapToDouble(round -> figure.applyAsDouble(samples.get(round))
                        / figure.applyAsDouble(other.samples().get(round))));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

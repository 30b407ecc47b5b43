package io.nineveh.bench.broker;

import io.nineveh.bench.load.Latencies.Spread;
import io.nineveh.bench.load.Series;
import java.util.function.ToDoubleFunction;

/** What rows tell of the latency of calls, in milliseconds. */
enum Statistic {
    P50("p50", Spread::p50),
    P99("p99", Spread::p99),
    /** The longest of all rounds. */
    MAX("max", Spread::max);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // A reference to a method has no state; its type does not say so.
    private final ToDoubleFunction<Spread> figure;

    Statistic(String label, ToDoubleFunction<Spread> figure) {
        this.label = label;
        this.figure = figure;
    }

    String label() {
        return label;
    }

    double of(Series series) {
        return this == MAX
                ? series.max(sample -> figure.applyAsDouble(sample.latencies()))
                : series.median(sample -> figure.applyAsDouble(sample.latencies()));
    }

    double ratio(Series series, Series other) {
        return this == MAX
                ? of(series) / of(other)
                : series.medianRatio(other, sample -> figure.applyAsDouble(sample.latencies()));
    }
}

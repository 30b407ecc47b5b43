package io.nineveh.bench.broker;

import io.nineveh.bench.load.Sample;
import io.nineveh.bench.load.Series;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What rows tell besides rates: of latencies, in milliseconds, and of what a unit costs, in microseconds. */
enum Statistic {
    P50("p50", new Median(sample -> sample.latencies().p50())),
    P99("p99", new Median(sample -> sample.latencies().p99())),
    /** The longest of all rounds. */
    MAX("max", (kind, series) -> series.max(sample -> sample.latencies().max())),
    /** What who does the work uses of the processors. */
    CPU("cpu", (kind, series) -> kind.microsecondsPerUnit(series.perStep(Sample::cpuSeconds))),
    /** What the load driver uses of them. */
    CLIENT_CPU("client-cpu", (kind, series) -> kind.microsecondsPerUnit(series.perStep(Sample::clientCpuSeconds)));

    static final List<Statistic> LATENCIES = List.of(P50, P99, MAX);
    static final List<Statistic> WITHOUT_SERVER = List.of(P50, P99, MAX, CPU);
    static final List<Statistic> WITH_SERVER = List.of(P50, P99, MAX, CPU, CLIENT_CPU);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // None of the figures has a state; their type does not say so.
    private final Figure figure;

    Statistic(String label, Figure figure) {
        this.label = label;
        this.figure = figure;
    }

    /** How a number is made of what the rounds measured. */
    private interface Figure {
        double of(Kind kind, Series series);

        default double ratio(Kind kind, Series series, Series other) {
            return of(kind, series) / of(kind, other);
        }
    }

    private record Median(ToDoubleFunction<Sample> of) implements Figure {
        @Override
        public double of(Kind kind, Series series) {
            return series.median(of);
        }

        @Override
        public double ratio(Kind kind, Series series, Series other) {
            return series.medianRatio(other, of);
        }
    }

    String label() {
        return label;
    }

    String unit(Kind kind) {
        return LATENCIES.contains(this) ? "ms" : kind.unit().microseconds();
    }

    /** 0 when it is too little for the system's clocks. */
    double of(Kind kind, Series series) {
        return figure.of(kind, series);
    }

    double ratio(Kind kind, Series series, Series other) {
        return figure.ratio(kind, series, other);
    }
}

package io.nineveh.bench.broker;

import io.nineveh.bench.access.Ways;
import io.nineveh.bench.load.Measured;
import io.nineveh.bench.load.Rounds;
import io.nineveh.bench.load.Sample;
import io.nineveh.bench.load.Series;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.report.Row;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is measured in turns. What goes through the broker is compared with the slowest of its kind that does not: no broker
 * can be faster than the slowest of what it is made of.
 */
final class Comparison implements Closeable {

    /** What the rounds measured of a contender. */
    private record Outcome(Contender contender, Series series) {
        double rate() {
            return series.median(contender::rate);
        }

        boolean isThroughBroker() {
            return contender.via().equals(Ways.BROKER);
        }
    }

    private final List<Contender> contenders = new ArrayList<>();
    private List<Outcome> outcomes = List.of();

    /** Adds a contender, which is closed with the comparison. */
    void add(Contender contender) {
        contenders.add(contender);
    }

    /** Measures all; gives the result of each, in the order in which they were added. */
    List<Result> run(Rounds rounds) throws IOException, InterruptedException {
        List<Measured> measured = contenders.stream().map(Contender::measured).toList();
        List<Series> series = rounds.run(measured);
        outcomes = IntStream.range(0, series.size())
                .mapToObj(number -> new Outcome(contenders.get(number), series.get(number)))
                .toList();
        return outcomes.stream().map(this::result).toList();
    }

    /** How much faster one contender was than another, as a benchmark of its own; after the run. */
    Result gain(String benchmark, Contender contender, Contender other) {
        Outcome faster = outcome(contender);
        Outcome slower = outcome(other);
        Row row = Row.of(
                benchmark, Params.with(contender.params(), Row.VIA, contender.via()), faster.rate(), contender.unit());
        return new Result(
                row.comparedWith(slower.rate(), faster.series().medianRatio(slower.series(), Sample::stepsPerSecond)),
                List.of());
    }

    private Outcome outcome(Contender contender) {
        return outcomes.get(contenders.indexOf(contender));
    }

    private Result result(Outcome outcome) {
        Contender contender = outcome.contender();
        Row rate = row(outcome, Map.of(), outcome.rate(), contender.unit());
        Optional<Outcome> slowest = references(outcome).stream().min(Comparator.comparingDouble(Outcome::rate));
        return new Result(
                slowest.map(other -> rate.comparedWith(
                                other.rate(), outcome.series().medianRatio(other.series(), Sample::stepsPerSecond)))
                        .orElse(rate),
                Stream.of(Statistic.values())
                        .map(statistic -> latency(outcome, statistic))
                        .toList());
    }

    private Row latency(Outcome outcome, Statistic statistic) {
        Row row = row(outcome, Map.of(Row.STATISTIC, statistic.label()), statistic.of(outcome.series()), "ms");
        return references(outcome).stream()
                .map(Outcome::series)
                .max(Comparator.comparingDouble(statistic::of))
                .map(other -> row.comparedWith(statistic.of(other), statistic.ratio(outcome.series(), other)))
                .orElse(row);
    }

    private static Row row(Outcome outcome, Map<String, String> more, double value, String unit) {
        Map<String, String> params = new LinkedHashMap<>(outcome.contender().params());
        params.put(Row.VIA, outcome.contender().via());
        params.putAll(more);
        return Row.of(outcome.contender().benchmark(), params, value, unit);
    }

    private List<Outcome> references(Outcome outcome) {
        if (!outcome.isThroughBroker()) {
            return List.of();
        }
        return outcomes.stream()
                .filter(other -> !other.isThroughBroker() && other.contender().isSameKindAs(outcome.contender()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (Contender contender : contenders) {
            contender.measured().close();
        }
    }
}

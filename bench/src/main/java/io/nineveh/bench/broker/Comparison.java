package io.nineveh.bench.broker;

import io.nineveh.bench.access.Ways;
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
            return series.median(contender.kind()::rate);
        }

        double of(Statistic statistic) {
            return statistic.of(contender.kind(), series);
        }

        boolean tells(Statistic statistic) {
            return contender.statistics().contains(statistic) && of(statistic) > 0;
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
        List<Series> series =
                rounds.run(contenders.stream().map(Contender::measured).toList());
        outcomes = IntStream.range(0, series.size())
                .mapToObj(number -> new Outcome(contenders.get(number), series.get(number)))
                .toList();
        return outcomes.stream().map(this::result).toList();
    }

    /** How much faster the broker was in one kind than in another, as a benchmark of its own; after the run. */
    Result gain(String benchmark, Kind kind, Kind other) {
        return over(benchmark, find(kind, Ways.BROKER), find(other, Ways.BROKER));
    }

    /** How much faster the broker was than one of the others, as a benchmark of its own; after the run. */
    Result over(String benchmark, Kind kind, String via) {
        return over(benchmark, find(kind, Ways.BROKER), find(kind, via));
    }

    private static Result over(String benchmark, Outcome faster, Outcome slower) {
        Kind kind = faster.contender().kind();
        Row row = Row.of(
                benchmark,
                Params.with(kind.params(), Row.VIA, Ways.BROKER),
                faster.rate(),
                kind.unit().perSecond());
        return new Result(
                row.comparedWith(slower.rate(), faster.series().medianRatio(slower.series(), Sample::stepsPerSecond)),
                List.of());
    }

    private Outcome find(Kind kind, String via) {
        return outcomes.stream()
                .filter(outcome -> outcome.contender().via().equals(via)
                        && outcome.contender().kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private Result result(Outcome outcome) {
        Row rate = row(
                outcome,
                Map.of(),
                outcome.rate(),
                outcome.contender().kind().unit().perSecond());
        Optional<Outcome> slowest = references(outcome).min(Comparator.comparingDouble(Outcome::rate));
        return new Result(
                slowest.map(other -> rate.comparedWith(
                                other.rate(), outcome.series().medianRatio(other.series(), Sample::stepsPerSecond)))
                        .orElse(rate),
                outcome.contender().statistics().stream()
                        .filter(outcome::tells)
                        .map(statistic -> row(outcome, statistic))
                        .toList());
    }

    private Row row(Outcome outcome, Statistic statistic) {
        Kind kind = outcome.contender().kind();
        Row row = row(outcome, Map.of(Row.STATISTIC, statistic.label()), outcome.of(statistic), statistic.unit(kind));
        return references(outcome)
                .filter(other -> other.tells(statistic))
                .max(Comparator.comparingDouble(other -> other.of(statistic)))
                .map(other ->
                        row.comparedWith(other.of(statistic), statistic.ratio(kind, outcome.series(), other.series())))
                .orElse(row);
    }

    private static Row row(Outcome outcome, Map<String, String> more, double value, String unit) {
        Contender contender = outcome.contender();
        Map<String, String> params = new LinkedHashMap<>(contender.kind().params());
        params.put(Row.VIA, contender.via());
        params.putAll(more);
        return Row.of(contender.kind().benchmark(), params, value, unit);
    }

    private Stream<Outcome> references(Outcome outcome) {
        if (!outcome.contender().isThroughBroker()) {
            return Stream.empty();
        }
        return outcomes.stream()
                .filter(other -> other.contender().isReference()
                        && other.contender().kind().equals(outcome.contender().kind()));
    }

    @Override
    public void close() throws IOException {
        for (Contender contender : contenders) {
            contender.measured().close();
        }
    }
}

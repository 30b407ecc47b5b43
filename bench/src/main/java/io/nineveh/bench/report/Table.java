package io.nineveh.bench.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Results for people. */
public final class Table {
    private static final String LINE = "%-18s %-52s %12s %-8s %9s %9s %9s %12s %6s%n";

    private Table() {}

    /** The names of the columns. */
    public static String header() {
        return LINE.formatted(
                "benchmark", "params", "value", "unit", "p50 ms", "p99 ms", "max ms", "reference", "ratio");
    }

    /** One result; the reference and the ratio are those of its rate. */
    public static String line(Result result) {
        Row rate = result.rate();
        return LINE.formatted(
                rate.benchmark(),
                params(rate.params()),
                number(OptionalDouble.of(rate.value()), 2),
                rate.unit(),
                latency(result, "p50"),
                latency(result, "p99"),
                latency(result, "max"),
                number(rate.reference(), 2),
                number(rate.ratio(), 2));
    }

    /** A line for each goal that the results tell of. */
    public static String goals(List<Goal> goals, List<Result> results) {
        List<Row> rows = results.stream().flatMap(Result::rows).toList();
        return goals.stream().map(goal -> goal.judge(rows)).collect(joining());
    }

    static String params(Map<String, String> params) {
        return params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(joining(" "));
    }

    private static String latency(Result result, String statistic) {
        OptionalDouble value = result.latencies().stream()
                .filter(row -> row.has(Row.STATISTIC, statistic))
                .mapToDouble(Row::value)
                .findFirst();
        return number(value, 3);
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isPresent() ? String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble()) : "";
    }
}

package io.nineveh.bench.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Results for people. */
public final class Table {
    private static final String LINE = "%-17s %-66s %10s %-7s %8s %8s %8s %8s %10s %6s%n";

    private Table() {}

    /** The names of the columns. */
    public static String header() {
        return LINE.formatted(
                "benchmark", "params", "value", "unit", "p50 ms", "p99 ms", "max ms", "cpu us", "reference", "ratio");
    }

    /** One result; the reference and the ratio are those of its rate. */
    public static String line(Result result) {
        Row rate = result.rate();
        return LINE.formatted(
                rate.benchmark(),
                params(rate.params()),
                number(OptionalDouble.of(rate.value()), 2),
                rate.unit(),
                statistic(result, "p50", 3),
                statistic(result, "p99", 3),
                statistic(result, "max", 3),
                statistic(result, "cpu", 1),
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

    private static String statistic(Result result, String name, int digits) {
        OptionalDouble value = result.statistics().stream()
                .filter(row -> row.has(Row.STATISTIC, name))
                .mapToDouble(Row::value)
                .findFirst();
        return number(value, digits);
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isPresent() ? String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble()) : "";
    }
}

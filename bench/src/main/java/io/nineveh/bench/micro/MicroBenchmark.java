package io.nineveh.bench.micro;

import static java.util.stream.Collectors.toMap;

import io.nineveh.bench.report.Result;
import io.nineveh.bench.report.Row;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the JMH benchmarks of this package.
 *
 * @param results takes the results of each class of benchmarks as soon as they are there
 */
public record MicroBenchmark(MicroSizes sizes, Consumer<Result> results) {
    /** The value of {@code via} of our own code, where a benchmark has that of others, too. */
    static final String OWN = "nineveh";

    private static final List<Class<?>> BENCHMARKS =
            List.of(RoundTripBenchmark.class, DigestBenchmark.class, GlobMatchBenchmark.class, LocationBenchmark.class);

    public void run() throws IOException {
        // It would keep two users of a machine from measuring at a time, by a file that is the first one's.
        System.setProperty("jmh.ignoreLock", "true");
        for (Class<?> benchmarks : BENCHMARKS) {
            try {
                report(new Runner(options(benchmarks)).run());
            } catch (RunnerException e) {
                throw new IOException("measuring with %s failed".formatted(benchmarks.getSimpleName()), e);
            }
        }
    }

    private Options options(Class<?> benchmarks) {
        TimeValue iteration = TimeValue.milliseconds(sizes.iteration().toMillis());
        return new OptionsBuilder()
                .include("^" + benchmarks.getName().replace(".", "\\.") + "\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(sizes.forks())
                .warmupIterations(sizes.warmUps())
                .warmupTime(iteration)
                .measurementIterations(sizes.iterations())
                .measurementTime(iteration)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private void report(Collection<RunResult> runs) {
        List<Row> rows = runs.stream().map(MicroBenchmark::row).toList();
        for (Row row : rows) {
            Row compared = rows.stream()
                    .filter(other -> row.has(Row.VIA, OWN) && isAlternative(other, row))
                    .findFirst()
                    .map(other -> row.comparedWith(other.value(), row.value() / other.value()))
                    .orElse(row);
            results.accept(new Result(compared, List.of()));
        }
    }

    private static Row row(RunResult run) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String name : run.getParams().getParamsKeys()) {
            params.put(name, run.getParams().getParam(name));
        }
        return Row.of(
                run.getPrimaryResult().getLabel(),
                params,
                run.getPrimaryResult().getScore(),
                run.getPrimaryResult().getScoreUnit());
    }

    /** Whether a row is of the same benchmark, but not of our own code. */
    private static boolean isAlternative(Row other, Row row) {
        return other.benchmark().equals(row.benchmark())
                && !other.has(Row.VIA, OWN)
                && withoutVia(other).equals(withoutVia(row));
    }

    private static Map<String, String> withoutVia(Row row) {
        return row.params().entrySet().stream()
                .filter(param -> !param.getKey().equals(Row.VIA))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

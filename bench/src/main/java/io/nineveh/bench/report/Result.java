package io.nineveh.bench.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was measured of one thing: a line of the table, some rows of the JSON.
 *
 * @param rate how much, or how many, in a time
 * @param latencies of its calls, in milliseconds; each with its statistic as a parameter. None where none were taken.
 */
public record Result(Row rate, List<Row> latencies) {
    public Result {
        latencies = List.copyOf(latencies);
    }

    public Stream<Row> rows() {
        return Stream.concat(Stream.of(rate), latencies.stream());
    }
}

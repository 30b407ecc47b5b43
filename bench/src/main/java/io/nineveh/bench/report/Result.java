package io.nineveh.bench.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was measured of one thing: a line of the table, some rows of the JSON.
 *
 * @param rate how much, or how many, in a time
 * @param statistics what else was measured with it, such as latencies; each with its statistic as a parameter
 */
public record Result(Row rate, List<Row> statistics) {
    public Result {
        statistics = List.copyOf(statistics);
    }

    public Stream<Row> rows() {
        return Stream.concat(Stream.of(rate), statistics.stream());
    }
}

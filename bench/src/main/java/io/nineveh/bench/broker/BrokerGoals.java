package io.nineveh.bench.broker;

import io.nineveh.bench.access.Ways;
import io.nineveh.bench.report.Goal;
import io.nineveh.bench.report.Row;
import java.util.List;
import java.util.function.Predicate;

/** What a broker over local disks should reach. */
public final class BrokerGoals {
    private static final double LIKE_THE_CEILING = 0.9;
    private static final double SMALL_CALLS = 0.8;
    private static final double ONE_CALL_OVER_FOUR = 5;
    private static final double PING_MILLISECONDS = 100;

    private static final String OVER_BARE =
            "large %s, the reference being the storage right behind the Thrift library's server";

    public static final List<Goal> ALL = List.of(
            Goal.ratioReaches(LIKE_THE_CEILING, "large writes", rate(LargeFiles.WRITE)),
            Goal.ratioReaches(LIKE_THE_CEILING, "large reads", rate(LargeFiles.READ)),
            Goal.ratioReaches(
                    LIKE_THE_CEILING, OVER_BARE.formatted("writes"), rate(LargeFiles.WRITE + LargeFiles.OVER_BARE)),
            Goal.ratioReaches(
                    LIKE_THE_CEILING, OVER_BARE.formatted("reads"), rate(LargeFiles.READ + LargeFiles.OVER_BARE)),
            Goal.ratioReaches(SMALL_CALLS, "small pwrites", rate(SmallCalls.BENCHMARK)),
            Goal.ratioReaches(
                    ONE_CALL_OVER_FOUR,
                    "putFile of 64 KiB, the reference being open, pwrite, close and rename",
                    rate(SmallFiles.WRITE.gain())
                            .and(row -> row.has("file", "64KiB"))
                            .and(row -> row.has("clients", "1") || row.has("clients", "4"))),
            Goal.valueBelow(
                    PING_MILLISECONDS,
                    "milliseconds of a ping while clients write at full speed",
                    row -> row.benchmark().equals(PingingUnderWrites.BENCHMARK)
                            && row.has(Row.VIA, Ways.BROKER)
                            && row.params().containsKey(Row.STATISTIC)));

    private BrokerGoals() {}

    /** The rate, not a latency, through the broker. */
    static Predicate<Row> rate(String benchmark) {
        return row -> row.benchmark().equals(benchmark)
                && row.has(Row.VIA, Ways.BROKER)
                && !row.params().containsKey(Row.STATISTIC);
    }
}

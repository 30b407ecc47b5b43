package io.nineveh.bench.broker;

import static io.nineveh.bench.broker.BrokerGoals.rate;

import io.nineveh.bench.access.Ways;
import io.nineveh.bench.report.Goal;
import io.nineveh.bench.report.Row;
import java.util.List;

/** What a broker over HDFS should reach. */
public final class HdfsGoals {
    private static final double LIKE_THE_SLOWER = 0.9;
    private static final double LIKE_THE_CLIENT = 0.8;
    private static final double MICROSECONDS_PER_MIB = 1133;
    private static final String LISTED_FILES = "10000";

    public static final List<Goal> ALL = List.of(
            Goal.ratioReaches(LIKE_THE_SLOWER, "large writes", rate(LargeFiles.WRITE)),
            Goal.ratioReaches(LIKE_THE_SLOWER, "large reads", rate(LargeFiles.READ)),
            Goal.ratioReaches(
                    LIKE_THE_CLIENT,
                    "small files written",
                    rate(SmallFiles.WRITE.benchmark()).and(row -> row.has("file", "64KiB"))),
            Goal.ratioReaches(
                    LIKE_THE_CLIENT,
                    "small files read",
                    rate(SmallFiles.READ.benchmark()).and(row -> row.has("file", "64KiB"))),
            Goal.ratioReaches(
                    LIKE_THE_CLIENT,
                    "lists of %s files".formatted(LISTED_FILES),
                    rate(Listing.BENCHMARK).and(row -> row.has("files", LISTED_FILES))),
            Goal.valueBelow(
                    MICROSECONDS_PER_MIB,
                    "microseconds of processor time of the broker for each MiB written",
                    row -> row.benchmark().equals(LargeFiles.WRITE)
                            && row.has(Row.VIA, Ways.BROKER)
                            && row.has(Row.STATISTIC, "cpu")));

    private HdfsGoals() {}
}

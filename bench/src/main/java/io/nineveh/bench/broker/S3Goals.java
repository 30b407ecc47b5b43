package io.nineveh.bench.broker;

import static io.nineveh.bench.broker.BrokerGoals.rate;

import io.nineveh.bench.report.Goal;
import java.util.List;

/** What a broker over S3 should reach. */
public final class S3Goals {
    private static final double LIKE_THE_CLIENT = 0.9;

    public static final List<Goal> ALL = List.of(
            Goal.ratioReaches(LIKE_THE_CLIENT, "large writes", rate(LargeFiles.WRITE)),
            Goal.ratioReaches(LIKE_THE_CLIENT, "large reads", rate(LargeFiles.READ)),
            Goal.ratioReaches(
                    LIKE_THE_CLIENT,
                    "files of 64 KiB written at once",
                    rate(SmallFiles.WRITE.benchmark())
                            .and(row -> row.has("file", "64KiB"))
                            .and(row -> row.has("by", SmallFiles.WRITE.atOnce().name()))));

    private S3Goals() {}
}

package io.nineveh.bench.backup;

import io.nineveh.bench.report.Goal;
import java.util.List;

/** What a backup should reach. */
public final class BackupGoals {
    private static final double OVER_RCLONE = 1.5;
    private static final double OVER_STEPS = 10;

    public static final List<Goal> ALL = List.of(
            Goal.ratioReaches(
                    OVER_RCLONE,
                    "a first copy, the reference being rclone",
                    row -> row.benchmark().equals(BackupBenchmark.FIRST_COPY + BackupBenchmark.OVER + Rclone.VIA)),
            Goal.ratioReaches(
                    OVER_STEPS,
                    "small files, the reference being one at a time in the steps of the compatible protocol",
                    row -> row.benchmark()
                            .equals(BackupBenchmark.SMALL_FILES + BackupBenchmark.OVER + StepByStep.VIA)));

    private BackupGoals() {}
}

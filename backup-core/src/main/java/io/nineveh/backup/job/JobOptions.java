package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How jobs run.
 *
 * @param workersPerJob how many files of one job move at a time, and how many tablets are worked on where none move
 * @param tabletsPerTask how many tablets make a task
 * @param tries how often a remote step is tried before the job is cancelled
 * @param firstPause between the first two tries; each later one is twice as long, up to {@code longestPause}
 * @param stopPatience how long closing waits for work under way to come to a good point
 * @param bytesPerSecond how many bytes all jobs together upload and download in a second; empty: no limit
 */
public record JobOptions(
        int workersPerJob,
        int tabletsPerTask,
        int tries,
        Duration firstPause,
        Duration longestPause,
        Duration stopPatience,
        OptionalLong bytesPerSecond) {
    public JobOptions {
        requireNonNull(firstPause, "firstPause");
        requireNonNull(longestPause, "longestPause");
        requireNonNull(stopPatience, "stopPatience");
        requireNonNull(bytesPerSecond, "bytesPerSecond");
        if (workersPerJob < 1 || tabletsPerTask < 1 || tries < 1) {
            throw new IllegalArgumentException("job options must be at least 1: %d workers, %d tablets, %d tries"
                    .formatted(workersPerJob, tabletsPerTask, tries));
        }
    }

    /** Without a limit of bytes. */
    public JobOptions(
            int workersPerJob,
            int tabletsPerTask,
            int tries,
            Duration firstPause,
            Duration longestPause,
            Duration stopPatience) {
        this(workersPerJob, tabletsPerTask, tries, firstPause, longestPause, stopPatience, OptionalLong.empty());
    }

    /** Rides out a broker that is away for about a minute. */
    public static JobOptions defaults() {
        return new JobOptions(4, 10, 9, Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofSeconds(10));
    }

    public JobOptions withWorkersPerJob(int workers) {
        return new JobOptions(workers, tabletsPerTask, tries, firstPause, longestPause, stopPatience, bytesPerSecond);
    }

    public JobOptions withBytesPerSecond(OptionalLong limit) {
        return new JobOptions(workersPerJob, tabletsPerTask, tries, firstPause, longestPause, stopPatience, limit);
    }
}

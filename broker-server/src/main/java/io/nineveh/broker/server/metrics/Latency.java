package io.nineveh.broker.server.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** How times are measured everywhere: with the same buckets, so that calls and the storage below them can be compared. */
final class Latency {
    /** Up to 1 s by the storages there are; then by how long clients wait for a call (10 s) and for a close (20 s). */
    private static final List<Duration> BUCKETS = List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30));

    private Latency() {}

    static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS.toArray(Duration[]::new));
    }
}

package io.nineveh.bench.load;

/**
 * What one round measured.
 *
 * @param stepsPerSecond of all clients together
 */
public record Sample(double stepsPerSecond, Latencies.Spread latencies) {}

package io.nineveh.bench.micro;

import java.time.Duration;

/**
 * How thoroughly is measured.
 *
 * @param forks how many JVMs measure each benchmark; 0 for this one
 * @param warmUps how many iterations come before those that count
 * @param iterations how many count, in each JVM
 * @param iteration how long each of them takes
 */
public record MicroSizes(int forks, int warmUps, int iterations, Duration iteration) {
    /** A result. */
    public static final MicroSizes FULL = new MicroSizes(2, 4, 4, Duration.ofMillis(500));

    /** An impression. */
    public static final MicroSizes QUICK = new MicroSizes(1, 2, 2, Duration.ofMillis(200));
}

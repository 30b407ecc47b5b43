package io.nineveh.bench.load;

import java.io.IOException;
import java.time.Duration;

/**
 * What is measured with what the process that does the work uses of the processors, which may be this one. Closes what it
 * measures, not the process.
 */
public record Metered(Measured measured, ProcessHandle worker) implements Measured {
    private static final double NANOSECONDS = 1e9;

    @Override
    public Sample measure(Duration atLeast) throws IOException, InterruptedException {
        Duration before = used();
        Sample sample = measured.measure(atLeast);
        return sample.withCpuSeconds(used().minus(before).toNanos() / NANOSECONDS);
    }

    /** Nothing where the system does not tell. */
    private Duration used() {
        return worker.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void tidy() throws IOException {
        measured.tidy();
    }

    @Override
    public void close() throws IOException {
        measured.close();
    }
}

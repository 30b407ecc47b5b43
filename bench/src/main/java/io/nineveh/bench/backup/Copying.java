package io.nineveh.bench.backup;

import io.nineveh.bench.load.Latencies;
import io.nineveh.bench.load.Measured;
import io.nineveh.bench.load.Sample;
import java.io.IOException;
import java.time.Duration;

/** A copy that is made again and again; what it leaves is removed between. */
record Copying(Copy copy, Clearing clearing) implements Measured {
    private static final double NANOSECONDS = 1e9;
    private static final double MILLISECONDS = 1e3;

    interface Copy {
        void make() throws IOException, InterruptedException;
    }

    interface Clearing {
        void clear() throws IOException;
    }

    @Override
    public Sample measure(Duration atLeast) throws IOException, InterruptedException {
        long taken = 0;
        int copies = 0;
        do {
            clearing.clear();
            long begin = System.nanoTime();
            copy.make();
            taken += System.nanoTime() - begin;
            copies++;
        } while (taken < atLeast.toNanos());
        double seconds = taken / NANOSECONDS;
        double each = seconds / copies * MILLISECONDS;
        return new Sample(copies, seconds, 0, 0, new Latencies.Spread(each, each, each));
    }

    @Override
    public void tidy() throws IOException {
        clearing.clear();
    }

    @Override
    public void close() {}
}

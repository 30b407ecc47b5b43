package io.nineveh.bench.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** How long calls took. For one thread. */
public final class Latencies {
    private static final double NANOSECONDS_IN_A_MILLISECOND = 1e6;

    private long[] nanoseconds = new long[1024];
    private int count;

    /** What is timed. */
    public interface Call {
        void make() throws IOException;
    }

    /** Makes a call and takes its time. */
    public void time(Call call) throws IOException {
        long before = System.nanoTime();
        call.make();
        add(System.nanoTime() - before);
    }

    private void add(long taken) {
        if (count == nanoseconds.length) {
            nanoseconds = Arrays.copyOf(nanoseconds, 2 * count);
        }
        nanoseconds[count++] = taken;
    }

    private LongStream stream() {
        return Arrays.stream(nanoseconds, 0, count);
    }

    /** What the calls of all clients together come to; there must be one. */
    static Spread spread(List<Latencies> clients) {
        long[] sorted =
                clients.stream().flatMapToLong(Latencies::stream).sorted().toArray();
        return new Spread(percentile(sorted, 50), percentile(sorted, 99), percentile(sorted, 100));
    }

    /** The least time, in milliseconds, that so many of a hundred calls did not exceed. */
    private static double percentile(long[] sorted, int percent) {
        int rank = Math.toIntExact((sorted.length * (long) percent + 99) / 100);
        return sorted[Math.max(rank, 1) - 1] / NANOSECONDS_IN_A_MILLISECOND;
    }

    /** Latencies in milliseconds: the median, the 99th percentile, the longest. */
    public record Spread(double p50, double p99, double max) {}
}

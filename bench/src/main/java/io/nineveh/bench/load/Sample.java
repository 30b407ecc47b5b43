package io.nineveh.bench.load;

/**
 * What one round measured.
 *
 * @param steps of all clients together
 * @param seconds from the start of all clients to the end of the last one
 * @param cpuSeconds that who does the work used of the processors: the server, or without one this process; of a
 *     crew that is not metered, the clients' threads
 * @param clientCpuSeconds that the clients' threads used
 */
public record Sample(
        long steps, double seconds, double cpuSeconds, double clientCpuSeconds, Latencies.Spread latencies) {

    public double stepsPerSecond() {
        return steps / seconds;
    }

    Sample withCpuSeconds(double serverSeconds) {
        return new Sample(steps, seconds, serverSeconds, clientCpuSeconds, latencies);
    }
}

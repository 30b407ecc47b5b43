package io.nineveh.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Takes times. */
final class Timing {
    private static final double NANOSECONDS = 1e9;
    private static final double MILLISECONDS = 1e6;

    private Timing() {}

    /** What is timed. */
    interface Work {
        void run(int number) throws IOException;
    }

    /** How many seconds all clients together take, each on a thread of its own, from their common start. */
    static double secondsOfAll(int clients, Work work) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        CyclicBarrier start = new CyclicBarrier(clients + 1);
        try {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                Callable<Boolean> task = () -> {
                    start.await();
                    work.run(number);
                    return true;
                };
                running.add(threads.submit(task));
            }
            start.await();
            long before = System.nanoTime();
            for (Future<Boolean> each : running) {
                each.get();
            }
            return (System.nanoTime() - before) / NANOSECONDS;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (BrokenBarrierException e) {
            throw new IOException("a client did not start", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The median of the times, in milliseconds, that work takes. */
    static double medianMilliseconds(int times, Work work) throws IOException {
        double[] taken = new double[times];
        for (int i = 0; i < times; i++) {
            long before = System.nanoTime();
            work.run(i);
            taken[i] = (System.nanoTime() - before) / MILLISECONDS;
        }
        Arrays.sort(taken);
        return taken[times / 2];
    }
}

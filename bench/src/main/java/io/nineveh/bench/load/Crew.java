package io.nineveh.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/** Clients that work at once, each on a thread of its own. */
public final class Crew implements Measured {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOSECONDS = 1e9;
    private static final int PATIENCE_SECONDS = 10;

    private final List<Client> clients;

    private Crew(List<Client> clients) {
        this.clients = clients;
    }

    /** How one of several clients begins. */
    public interface Hiring {
        Client hire(int number) throws IOException;
    }

    /** So many clients, numbered from 0. */
    public static Crew of(int size, Hiring hiring) throws IOException {
        Crew crew = new Crew(new ArrayList<>());
        try {
            for (int number = 0; number < size; number++) {
                crew.clients.add(hiring.hire(number));
            }
            return crew;
        } catch (IOException e) {
            crew.close();
            throw e;
        }
    }

    /** What one client has done when its time is over. */
    private record Shift(long steps, Latencies latencies, long end, long cpu) {}

    @Override
    public Sample measure(Duration atLeast) throws IOException, InterruptedException {
        return work(begin -> System.nanoTime() - begin >= atLeast.toNanos());
    }

    /**
     * Has all clients work until the time is over: at least one step each. When interrupted, it interrupts them.
     *
     * @param isOver told when they began, once all were ready
     */
    Sample work(LongPredicate isOver) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        AtomicLong begin = new AtomicLong();
        CyclicBarrier start = new CyclicBarrier(clients.size(), () -> begin.set(System.nanoTime()));
        try {
            List<Future<Shift>> running = new ArrayList<>();
            for (Client client : clients) {
                Callable<Shift> shift = () -> {
                    start.await();
                    return work(client, () -> isOver.test(begin.get()));
                };
                running.add(threads.submit(shift));
            }
            List<Shift> shifts = new ArrayList<>();
            for (Future<Shift> each : running) {
                shifts.add(each.get());
            }
            return sample(begin.get(), shifts);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            end(threads);
        }
    }

    private static Shift work(Client client, BooleanSupplier isOver) throws IOException {
        Latencies latencies = new Latencies();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long steps = 0;
        do {
            client.step(latencies);
            steps++;
        } while (!isOver.getAsBoolean() && !Thread.currentThread().isInterrupted());
        return new Shift(steps, latencies, System.nanoTime(), THREADS.getCurrentThreadCpuTime() - cpu);
    }

    private static Sample sample(long begin, List<Shift> shifts) {
        long end = shifts.stream().mapToLong(Shift::end).max().orElseThrow();
        double cpu = shifts.stream().mapToLong(Shift::cpu).sum() / NANOSECONDS;
        return new Sample(
                shifts.stream().mapToLong(Shift::steps).sum(),
                (end - begin) / NANOSECONDS,
                cpu,
                cpu,
                Latencies.spread(shifts.stream().map(Shift::latencies).toList()));
    }

    /** Whoever cleans up afterwards must not meet a client at work. */
    private static void end(ExecutorService threads) throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("clients did not end in %d s".formatted(PATIENCE_SECONDS));
        }
    }

    @Override
    public void tidy() throws IOException {
        for (Client client : clients) {
            client.tidy();
        }
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.close();
        }
    }
}

package io.nineveh.backup.broker;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.Closeable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When, and in which threads, brokers are asked whether they are alive. */
final class Heartbeats implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final long IDLE_THREAD_SECONDS = 30;

    private final BrokerOptions options;
    private final ScheduledExecutorService pulse =
            Executors.newSingleThreadScheduledExecutor(daemons("broker-pulse").build());

    /** As many threads as brokers are being asked, so that a slow one holds up no other. */
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons("broker-heartbeat-%d").build(),
            // After close there is nothing to find out any more.
            new ThreadPoolExecutor.DiscardPolicy());

    Heartbeats(BrokerOptions options) {
        this.options = options;
    }

    private static ThreadFactoryBuilder daemons(String name) {
        return new ThreadFactoryBuilder().setDaemon(true).setNameFormat(name);
    }

    Executor threads() {
        return threads;
    }

    /** Asks each broker, now and in every interval; waits a little for the first answers. */
    void start(Supplier<List<BrokerLink>> links) {
        askNow(links.get());
        long interval = options.heartbeatInterval().toNanos();
        ScheduledFuture<?> unused =
                pulse.scheduleAtFixedRate(() -> askAgain(links.get()), interval, interval, TimeUnit.NANOSECONDS);
    }

    /** Lets no exception out: it would end the heartbeats for good. */
    private static void askAgain(List<BrokerLink> links) {
        try {
            links.forEach(BrokerLink::beat);
        } catch (RuntimeException e) {
            LOG.error("could not ask {} broker addresses whether they are alive; trying again", links.size(), e);
        }
    }

    /** Asks brokers at once, and waits a little for the answers. */
    void askNow(List<BrokerLink> links) {
        links.forEach(BrokerLink::beat);
        CompletableFuture<?>[] answers = links.stream().map(BrokerLink::answer).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(answers).get(options.firstAnswer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("not all of {} broker addresses have answered yet; the heartbeat goes on asking", links.size());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a heartbeat lets no exception out", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        pulse.shutdownNow();
        threads.shutdownNow();
    }
}

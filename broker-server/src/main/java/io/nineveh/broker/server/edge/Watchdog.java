package io.nineveh.broker.server.edge;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.server.edge.Progress.Phase;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import io.nineveh.broker.server.metrics.Limit;
import java.io.Closeable;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what takes too long: a request that does not arrive, an answer that nobody takes away, an idle connection; and answers a
 * call that is stuck in a storage. When memory is short, those who dawdle while they hold some of it are the first to go.
 */
final class Watchdog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long TICK_MILLIS = 100;
    private static final int LATE_ANSWERS = 4;
    private static final Duration DAWDLING = Duration.ofSeconds(2);

    private final Collection<Connection> connections;
    private final Duration callTimeout;
    private final BufferPool pool;
    private final BrokerMetrics metrics;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "broker-watchdog"));
    private final ExecutorService answers =
            Executors.newFixedThreadPool(LATE_ANSWERS, work -> daemon(work, "broker-late-answers"));

    /** @param connections changes while this works */
    Watchdog(Collection<Connection> connections, Duration callTimeout, BufferPool pool, BrokerMetrics metrics) {
        this.connections = connections;
        this.callTimeout = callTimeout;
        this.pool = pool;
        this.metrics = metrics;
    }

    void start() {
        var unused = clock.scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One failure must not end the watch. */
    private void look() {
        try {
            boolean isShort = pool.isShort();
            connections.forEach(connection -> look(connection, isShort));
        } catch (RuntimeException e) {
            LOG.error("looking after the connections failed", e);
        }
    }

    private void look(Connection connection, boolean isShort) {
        Progress progress = connection.progress();
        if (progress.isOverdue(Phase.IDLE)) {
            connection.abort();
        } else if (progress.isOverdue(Phase.CALLING, DAWDLING)) {
            connection.abort();
        } else if (progress.isOverdue(Phase.CALLING)) {
            connection.claim().ifPresent(exchange -> giveUp(connection, exchange));
        } else if (progress.isOverdue(Phase.RECEIVING)) {
            end(connection, "its request did not arrive in time");
        } else if (progress.isOverdue(Phase.ANSWERING)) {
            end(connection, "it did not take its answer in time");
        } else if (isShort && progress.isSlow(Phase.ANSWERING, DAWDLING)) {
            end(connection, "memory is short, and it is slow in taking its answer");
        } else if (isShort && progress.isSlow(Phase.RECEIVING, DAWDLING) && connection.holdsMemory()) {
            end(connection, "memory is short, and it is slow in sending its request");
        }
    }

    private void end(Connection connection, String why) {
        metrics.limitReached(Limit.REQUEST_TIME);
        LOG.atWarn()
                .addKeyValue("client", connection)
                .addKeyValue("reason", why)
                .log("closing a connection");
        connection.abort();
    }

    /** By a thread of its own: the client may be slow in taking the answer. */
    private void giveUp(Connection connection, Exchange exchange) {
        metrics.limitReached(Limit.CALL_TIME);
        answers.execute(() -> connection.answerInstead(
                exchange,
                new StorageException(
                        Kind.STORAGE_ERROR,
                        Retry.MAY_HELP,
                        "the call took longer than the %d ms of call_timeout; it may still be carried out; try again, or give the storage more time"
                                .formatted(callTimeout.toMillis()),
                        null)));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        answers.shutdownNow();
    }
}

package io.nineveh.broker.client;

import io.nineveh.broker.api.StorageException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pings the broker while files are open, so that it keeps their leases. Each writer has a client id of its own: a writer
 * that was given up is not pinged for any more, and a broker without {@code abortWriter} drops it when its lease is out, even
 * though the process goes on to use other files. Safe for many threads.
 */
final class KeepAlive {
    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    /** Sends one ping. */
    interface Ping {
        void send(String clientId) throws StorageException;
    }

    private final String process = "nineveh-" + UUID.randomUUID();
    private final Ping ping;
    private final Duration interval;
    private final Map<String, Integer> files = new HashMap<>();
    private ScheduledExecutorService thread;
    private long writers;
    private boolean closed;

    KeepAlive(Ping ping, Duration interval) {
        this.ping = ping;
        this.interval = interval;
    }

    String readerId() {
        return process;
    }

    synchronized String newWriterId() {
        writers++;
        return process + "-w" + writers;
    }

    /** From now on pings go out for the client id; they end when {@link #remove} was called as often as this. */
    synchronized void add(String clientId) {
        files.merge(clientId, 1, Integer::sum);
        if (thread == null && !closed) {
            thread = Executors.newSingleThreadScheduledExecutor(KeepAlive::daemon);
            var unused = thread.scheduleWithFixedDelay(
                    this::pingAll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    synchronized void remove(String clientId) {
        files.computeIfPresent(clientId, (id, count) -> count == 1 ? null : count - 1);
    }

    synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    private void pingAll() {
        for (String clientId : ids()) {
            try {
                ping.send(clientId);
            } catch (StorageException | RuntimeException e) {
                LOG.warn(
                        "a ping for client {} failed; its open files expire if this goes on: {}",
                        clientId,
                        e.toString());
            }
        }
    }

    private synchronized List<String> ids() {
        return List.copyOf(files.keySet());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "broker-client-ping");
        thread.setDaemon(true);
        return thread;
    }
}

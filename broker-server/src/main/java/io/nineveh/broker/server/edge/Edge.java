package io.nineveh.broker.server.edge;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.server.edge.Connection.Stay;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import io.nineveh.broker.server.metrics.Limit;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The port of a broker: a plain, unframed socket with a thread for each connection that is in use. */
public final class Edge implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final int BACKLOG = 1024;
    private static final int MOST_REFUSALS = 16;
    private static final Duration REFUSAL_TIME = Duration.ofSeconds(5);
    private static final int THREAD_SECONDS = 10;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final Wires wires;
    private final Connection.Shared shared;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore free;
    private final Resting resting;
    private final Watchdog watchdog;
    private final ThreadPoolExecutor serving;
    private final ThreadPoolExecutor refusing;
    private final Thread acceptor;

    private Edge(ServerSocketChannel listener, Wires wires, Connection.Shared shared) throws IOException {
        EdgeOptions options = shared.options();
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.wires = wires;
        this.shared = shared;
        this.free = new Semaphore(options.maxConnections());
        this.resting = new Resting(this::serve);
        this.watchdog = new Watchdog(connections, options.callTimeout(), shared.pool(), shared.metrics());
        this.serving = threads(Integer.MAX_VALUE, "broker-connection-");
        this.refusing = threads(MOST_REFUSALS, "broker-refusal-");
        this.acceptor = new Thread(this::accept, "broker-acceptor");
    }

    /**
     * Listens when it returns.
     *
     * @param pool the memory for what clients send; the service takes what it sends to them from the same one
     * @throws IOException when it cannot listen on its address
     */
    public static Edge open(EdgeOptions options, Service service, BufferPool pool, BrokerMetrics metrics)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(options.address(), BACKLOG);
            Edge edge = new Edge(
                    listener,
                    Wires.of(options.tls()),
                    new Connection.Shared(options, new Methods(service), service, pool, metrics, new Gate()));
            edge.watchdog.start();
            edge.resting.start();
            edge.acceptor.start();
            return edge;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    /** Where it listens; with the port that was chosen when the options left that open. */
    public InetSocketAddress address() {
        return address;
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** How many calls are under way. */
    public int calls() {
        return (int) connections.stream().filter(Connection::isBusy).count();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                take(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.atError()
                        .addKeyValue("reason", "are there enough file descriptors (ulimit -n)?")
                        .setCause(e)
                        .log("taking a connection failed");
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void take(SocketChannel channel) throws IOException {
        Wire wire;
        try {
            wire = wires.over(channel);
        } catch (IOException e) {
            channel.close();
            LOG.debug("a connection ended before it began", e);
            return;
        }
        if (free.tryAcquire()) {
            serve(new Connection(wire, shared, Stay.LONG));
        } else {
            refuse(wire);
        }
    }

    /** Serves a connection that is new, or has rested. */
    private void serve(Connection connection) {
        connections.add(connection);
        try {
            serving.execute(() -> {
                boolean rests = false;
                try {
                    rests = connection.run();
                } finally {
                    if (!rests) {
                        forget(connection);
                    }
                }
                if (rests) {
                    resting.add(connection);
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LOG.atLevel(shared.gate().isOpen() ? Level.ERROR : Level.DEBUG)
                    .addKeyValue("client", connection)
                    .addKeyValue("reason", e.getMessage())
                    .log("closing a connection: no thread for it; are there limits on threads (ulimit -u)?");
            connection.end();
            forget(connection);
        }
    }

    private void forget(Connection connection) {
        connections.remove(connection);
        free.release();
    }

    /** Has its first request answered with the reason. */
    private void refuse(Wire wire) {
        shared.metrics().limitReached(Limit.CONNECTIONS);
        int most = shared.options().maxConnections();
        LOG.atWarn()
                .addKeyValue("client", wire.peer())
                .addKeyValue("connections", most)
                .log("refusing a connection");
        StorageException why = new StorageException(
                Kind.STORAGE_ERROR,
                Retry.MAY_HELP,
                "the broker has %d connections, the most that max_connections allows; close some, or try later"
                        .formatted(most),
                null);
        Connection connection = new Connection(wire, shared.refusing(why, REFUSAL_TIME), Stay.SHORT);
        connections.add(connection);
        try {
            refusing.execute(() -> {
                try {
                    connection.run();
                } finally {
                    connections.remove(connection);
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LOG.debug("no thread to refuse the connection of {}", connection, e);
            connections.remove(connection);
            connection.end();
        }
    }

    /**
     * Stops: takes no more connections and reads no more requests, waits for the calls under way, then closes all connections.
     * Repeating it does nothing.
     */
    public void close(Duration grace) {
        stopAccepting();
        shared.gate().close();
        long deadline = System.nanoTime() + grace.toNanos();
        while (calls() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        int left = calls();
        if (left > 0) {
            LOG.atWarn().addKeyValue("calls", left).log("closing connections while calls are under way");
        }
        connections.forEach(Connection::abort);
        resting.close();
        watchdog.close();
        serving.shutdown();
        refusing.shutdown();
    }

    /** As {@link #close(Duration)}, without waiting. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** Takes no more connections; those that are there go on. */
    public void stopAccepting() {
        try {
            listener.close();
            // until its thread has left it, the port is not closed
            acceptor.join(PAUSE.multipliedBy(100).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("address", address).setCause(e).log("closing the port failed");
        }
    }

    /** Without a queue: a connection that finds no thread is not left waiting without an answer. */
    private static ThreadPoolExecutor threads(int most, String name) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                most,
                THREAD_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> new Thread(work, name + count.incrementAndGet()));
    }
}

package io.nineveh.server.mysql;

import static java.util.Comparator.comparingLong;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for MySQL clients and gives each a thread and a {@link Session}. All threads are daemons: they do not keep a
 * program alive. For use by many threads at once.
 */
public final class MySqlServer implements Connections, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlServer.class);
    private static final int BACKLOG = 128;

    /** For threads that have nothing more to do than to notice. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    /** How often it is looked whether clients of running statements are still there. */
    private static final Duration LONGEST_PERIOD = Duration.ofMillis(500);

    private final MySqlOptions options;
    private final Authenticator authenticator;
    private final SessionFactory sessions;
    private final SecureRandom random = new SecureRandom();
    private final Map<Long, Served> served = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private Optional<Listener> listener = Optional.empty();

    private record Listener(ServerSocket socket, Thread thread, long since) {}

    private record Served(MySqlConnection connection, Thread thread) {}

    /** A server that does not listen yet. */
    public MySqlServer(MySqlOptions options, Authenticator authenticator, SessionFactory sessions) {
        this.options = options;
        this.authenticator = authenticator;
        this.sessions = sessions;
    }

    /**
     * Begins to listen. Once only.
     *
     * @throws IOException when the address cannot be had, for one because the port is in use
     */
    public synchronized void start() throws IOException {
        if (isClosed() || listener.isPresent()) {
            throw new IllegalStateException("a server is started once");
        }
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(options.address(), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        Listener accepting = new Listener(socket, daemon("mysql-accept", () -> accept(socket)), System.nanoTime());
        listener = Optional.of(accepting);
        daemon("mysql-timeouts", this::watchTimeouts).start();
        accepting.thread().start();
        LOG.info("MySQL clients are served on {}", socket.getLocalSocketAddress());
    }

    /** Where it listens, with the port that it got. Only after {@link #start}. */
    public synchronized InetSocketAddress address() {
        return (InetSocketAddress) listener.orElseThrow(() -> new IllegalStateException("not started"))
                .socket()
                .getLocalSocketAddress();
    }

    @Override
    public List<ConnectionState> connections() {
        return served.values().stream()
                .flatMap(one -> one.connection().describe().stream())
                .sorted(comparingLong(state -> state.client().id()))
                .toList();
    }

    @Override
    public synchronized Duration uptime() {
        return listener.map(one -> Duration.ofNanos(System.nanoTime() - one.since()))
                .orElse(Duration.ZERO);
    }

    @Override
    public boolean kill(long connectionId) {
        Optional<Served> victim = Optional.ofNullable(served.get(connectionId));
        victim.ifPresent(one -> one.connection().cutOff());
        return victim.isPresent();
    }

    @Override
    public boolean interrupt(long connectionId) {
        Optional<Served> found = Optional.ofNullable(served.get(connectionId));
        found.ifPresent(one -> one.connection().interrupt());
        return found.isPresent();
    }

    private void accept(ServerSocket socket) {
        long id = 0;
        while (!isClosed()) {
            try {
                Socket client = socket.accept();
                id++;
                welcome(id, client);
            } catch (IOException e) {
                if (!isClosed()) {
                    LOG.warn("a connection could not be accepted", e);
                    pause();
                }
            }
        }
    }

    private void welcome(long id, Socket socket) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            MySqlConnection connection =
                    new MySqlConnection(id, socket, options, authenticator, sessions, random, this);
            if (served.size() >= options.maxConnections()) {
                connection.turnAway();
                return;
            }
            Thread thread = daemon("mysql-" + id, () -> {
                try {
                    connection.run();
                } finally {
                    served.remove(id);
                }
            });
            served.put(id, new Served(connection, thread));
            thread.start();
        } catch (IOException e) {
            socket.close();
            LOG.debug("connection {} ended before it began", id, e);
        }
    }

    /** When the process has no more file descriptors, accepting fails at once, again and again. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchTimeouts() {
        Duration shortest = options.connectTimeout().compareTo(options.writeTimeout()) < 0
                ? options.connectTimeout()
                : options.writeTimeout();
        long period = Math.min(LONGEST_PERIOD.toMillis(), Math.max(10, shortest.toMillis() / 4));
        try {
            while (!closing.await(period, TimeUnit.MILLISECONDS)) {
                served.values().forEach(one -> one.connection().checkTimeouts());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops listening, closes the connections that are idle, and waits up to the stop timeout for statements that are
     * running; then it closes their connections too and interrupts their threads. Repeating it does nothing.
     */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (isClosed()) {
                return;
            }
            closing.countDown();
            if (listener.isEmpty()) {
                return;
            }
            listener.get().socket().close();
            // The port is open until the thread that accepts has noticed.
            await(List.of(listener.get().thread()), System.nanoTime() + LAST_WAIT.toNanos());
        }
        List<Served> remaining = List.copyOf(served.values());
        remaining.forEach(one -> one.connection().stop());
        long deadline = System.nanoTime() + options.stopTimeout().toNanos();
        await(remaining.stream().map(Served::thread).toList(), deadline);
        List<Served> late =
                remaining.stream().filter(one -> one.thread().isAlive()).toList();
        late.forEach(one -> {
            one.connection().cutOff();
            one.thread().interrupt();
        });
        await(late.stream().map(Served::thread).toList(), System.nanoTime() + LAST_WAIT.toNanos());
        LOG.info(
                "MySQL clients are no longer served; {} connections were open, {} were cut off in a statement",
                remaining.size(),
                late.size());
    }

    private static void await(List<Thread> threads, long deadline) {
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left > 0 && thread != Thread.currentThread()) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}

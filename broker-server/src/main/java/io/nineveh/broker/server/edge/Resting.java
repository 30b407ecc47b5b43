package io.nineveh.broker.server.edge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that wait for a request without a thread of their own: one thread waits for all of them. A thread costs a tenth
 * of a MiB, and clients keep hundreds of connections that they do not use.
 */
final class Resting implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Resting.class);

    private final Consumer<Connection> waking;
    private final Selector selector;
    private final Queue<Connection> arriving = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "broker-resting");
    private volatile boolean closed;

    /** @param waking takes a connection that has something to read; must not wait */
    Resting(Consumer<Connection> waking) throws IOException {
        this.waking = waking;
        this.selector = Selector.open();
    }

    void start() {
        thread.start();
    }

    /** Takes a connection over until it has something to read, be it its end. */
    void add(Connection connection) {
        arriving.add(connection);
        if (closed) {
            endArriving();
        } else {
            selector.wakeup();
        }
    }

    private void run() {
        try (selector) {
            try {
                while (!closed) {
                    selector.select();
                    List<Connection> awake = leave();
                    for (Connection next = arriving.poll(); next != null; next = arriving.poll()) {
                        if (!register(next)) {
                            awake.add(next);
                        }
                    }
                    awake.forEach(this::wake);
                }
            } finally {
                closed = true;
                endAll();
            }
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("waiting for idle connections failed; from now on they end");
        }
    }

    /** Those that have something to read; the selector has forgotten them, so that they can come back. */
    private List<Connection> leave() throws IOException {
        List<Connection> leaving = new ArrayList<>();
        for (SelectionKey key : selector.selectedKeys()) {
            key.cancel();
            leaving.add((Connection) key.attachment());
        }
        selector.selectedKeys().clear();
        if (!leaving.isEmpty()) {
            selector.selectNow();
        }
        return leaving;
    }

    /** False when its channel has ended, which reading from it shows. */
    private boolean register(Connection connection) {
        try {
            connection.channel().configureBlocking(false);
            connection.channel().register(selector, SelectionKey.OP_READ, connection);
            return true;
        } catch (IOException e) {
            LOG.debug("the connection of {} ended before it could rest", connection, e);
            return false;
        }
    }

    /** Whatever is wrong with it, whoever serves it finds out, and forgets it. */
    private void wake(Connection connection) {
        try {
            connection.channel().configureBlocking(true);
        } catch (IOException e) {
            LOG.debug("the connection of {} ended while it rested", connection, e);
        }
        waking.accept(connection);
    }

    private void endAll() {
        for (SelectionKey key : selector.keys()) {
            key.cancel();
            end((Connection) key.attachment());
        }
        endArriving();
    }

    private void endArriving() {
        for (Connection next = arriving.poll(); next != null; next = arriving.poll()) {
            end(next);
        }
    }

    private void end(Connection connection) {
        connection.abort();
        wake(connection);
    }

    /** Ends the connections that rest. Repeating it does nothing. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}

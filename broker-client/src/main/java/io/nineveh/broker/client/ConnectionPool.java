package io.nineveh.broker.client;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.thrift.TBrokerService;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;

/**
 * The connections to one broker, at most so many. A connection whose call failed is closed, never used again, since the
 * answer may still come; the idle ones are closed with it, since what broke it has most likely broken them. Safe for many
 * threads.
 */
final class ConnectionPool {

    /** A call of the broker. */
    interface Call<T> {
        T run(TBrokerService.Client client) throws TException;
    }

    private static final String TLS_ADVICE =
            "compare the TLS of both sides: whom they trust, their certificates, and the host's name in the broker's";

    private final InetSocketAddress address;
    private final BrokerClientOptions options;
    private final Runnable onFailure;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> busy = new HashSet<>();
    private boolean closed;

    /** @param onFailure what to do when a connection was lost: the broker behind the address may be another one now */
    ConnectionPool(InetSocketAddress address, BrokerClientOptions options, Runnable onFailure) {
        this.address = address;
        this.options = options;
        this.onFailure = onFailure;
        this.permits = new Semaphore(options.maxConnections());
    }

    /**
     * Makes one call.
     *
     * @throws TApplicationException when the broker answers that it does not know the method
     * @throws StorageException when the call or its answer was lost, or no connection could be had; a retry may help
     */
    <T> T call(String what, Call<T> call) throws StorageException, TApplicationException {
        awaitPermit(what);
        try {
            return callPermitted(what, call);
        } finally {
            permits.release();
        }
    }

    /** As {@link #call} for a call that changes nothing: made once more, on a new connection, when the first one broke. */
    <T> T read(String what, Call<T> call) throws StorageException, TApplicationException {
        try {
            return call(what, call);
        } catch (StorageException e) {
            if (!isBroken(e)) {
                throw e;
            }
            return call(what, call);
        }
    }

    /**
     * As {@link #call} for a call that the broker knows when it comes again: made once more when the first one broke or
     * was not answered in time.
     */
    <T> T replay(String what, Call<T> call) throws StorageException, TApplicationException {
        try {
            return call(what, call);
        } catch (StorageException e) {
            return call(what, call);
        }
    }

    private static boolean isBroken(StorageException failure) {
        return failure.getCause() instanceof TTransportException cause
                && cause.getType() != TTransportException.TIMED_OUT;
    }

    private <T> T callPermitted(String what, Call<T> call) throws StorageException, TApplicationException {
        Connection connection = take(what);
        try {
            T answer = call.run(connection.client());
            giveBack(connection);
            return answer;
        } catch (TApplicationException e) {
            discard(connection);
            if (e.getType() == TApplicationException.UNKNOWN_METHOD) {
                throw e;
            }
            throw lost(what, e, connection);
        } catch (TException e) {
            discard(connection);
            onFailure.run();
            throw lost(what, e, connection);
        } catch (RuntimeException | Error e) {
            discard(connection);
            throw e;
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
            busy.forEach(Connection::close);
            busy.clear();
        }
        closeIdle();
    }

    private void awaitPermit(String what) throws StorageException {
        try {
            if (!permits.tryAcquire(options.readTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable("%s: all %d connections to broker %s stayed busy for %d ms"
                        .formatted(
                                what,
                                options.maxConnections(),
                                name(),
                                options.readTimeout().toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(Kind.STORAGE_ERROR, Retry.MAY_HELP, what + ": interrupted", e);
        }
    }

    private Connection take(String what) throws StorageException {
        synchronized (this) {
            if (closed) {
                throw new StorageException(
                        Kind.STORAGE_ERROR,
                        Retry.IS_USELESS,
                        "%s: the client of broker %s is closed".formatted(what, name()),
                        null);
            }
            closeStale();
            if (!idle.isEmpty()) {
                Connection connection = idle.pop();
                busy.add(connection);
                return connection;
            }
        }
        try {
            Connection connection = Connection.open(address, options);
            synchronized (this) {
                busy.add(connection);
            }
            return connection;
        } catch (TTransportException e) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    Retry.MAY_HELP,
                    "%s: cannot connect to broker %s: %s; %s".formatted(what, name(), reason(e), advice(e)),
                    e);
        }
    }

    private synchronized void giveBack(Connection connection) {
        busy.remove(connection);
        if (closed) {
            connection.close();
        } else {
            connection.rest(System.nanoTime());
            idle.push(connection);
        }
    }

    private void discard(Connection connection) {
        synchronized (this) {
            busy.remove(connection);
        }
        connection.close();
        closeIdle();
    }

    private synchronized void closeIdle() {
        idle.forEach(Connection::close);
        idle.clear();
    }

    /** The longest idle ones are last. */
    private void closeStale() {
        long now = System.nanoTime();
        while (!idle.isEmpty()
                && now - idle.peekLast().idleSince() > options.idleTimeout().toNanos()) {
            idle.removeLast().close();
        }
    }

    /** A broker that refuses a certificate says so after the handshake, and may be gone before what it said is read. */
    private StorageException lost(String what, TException cause, Connection connection) {
        boolean refused = options.tls().isPresent() && !connection.hasAnswered();
        return new StorageException(
                Kind.STORAGE_ERROR,
                Retry.MAY_HELP,
                "%s: no answer from broker %s: %s%s"
                        .formatted(what, name(), reason(cause), refused || isAboutTls(cause) ? "; " + TLS_ADVICE : ""),
                cause);
    }

    private static StorageException unavailable(String message) {
        return new StorageException(Kind.STORAGE_ERROR, Retry.MAY_HELP, message, null);
    }

    private String name() {
        return address.getHostString() + ":" + address.getPort();
    }

    private static String advice(TException failure) {
        return isAboutTls(failure) ? TLS_ADVICE : "check that it runs there";
    }

    private static boolean isAboutTls(TException failure) {
        return failure.getCause() instanceof SSLException;
    }

    private static String reason(TException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}

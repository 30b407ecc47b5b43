package io.nineveh.broker.server;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import io.nineveh.broker.server.metrics.Limit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The clients that have files open: how many, and when they last showed that they live. Safe for many threads. */
final class Clients {

    /** A client while it has files open. */
    static final class Client {
        private final String id;
        private int files;
        private volatile long lastPing;

        private Client(String id) {
            this.id = id;
        }

        long lastPing() {
            return lastPing;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private final int limit;
    private final int limitPerClient;
    private final BrokerMetrics metrics;
    private final LongSupplier nanoTime;
    private final Map<String, Client> clients = new HashMap<>();
    private int files;
    private boolean closed;

    Clients(int limit, int limitPerClient, BrokerMetrics metrics, LongSupplier nanoTime) {
        this.limit = limit;
        this.limitPerClient = limitPerClient;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts one more open file.
     *
     * @throws StorageException past a limit; a retry may help then
     */
    synchronized Client reserve(String clientId) throws StorageException {
        if (closed) {
            throw tryLater("the broker is stopping; go on with another one");
        }
        if (files >= limit) {
            metrics.limitReached(Limit.OPEN_FILES);
            throw tryLater("%d files are open, the most that max_open_files allows; close some, or try later"
                    .formatted(limit));
        }
        Client client = clients.getOrDefault(clientId, new Client(clientId));
        if (client.files >= limitPerClient) {
            metrics.limitReached(Limit.OPEN_FILES_PER_CLIENT);
            throw tryLater(
                    "client %s has %d files open, the most that max_open_files_per_client allows; close some, or try later"
                            .formatted(clientId, limitPerClient));
        }
        clients.put(clientId, client);
        files++;
        client.files++;
        client.lastPing = nanoTime.getAsLong();
        return client;
    }

    synchronized void giveBack(Client client) {
        files--;
        client.files--;
        if (client.files == 0) {
            clients.remove(client.id, client);
        }
    }

    /** A client without open files has no lease to renew, and none is kept of it. */
    synchronized void ping(String clientId) {
        Client client = clients.get(clientId);
        if (client != null) {
            client.lastPing = nanoTime.getAsLong();
        }
    }

    /** How many clients have files open. */
    synchronized int count() {
        return clients.size();
    }

    synchronized int files() {
        return files;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** From now on nothing can be reserved. */
    synchronized void close() {
        closed = true;
    }

    private static StorageException tryLater(String message) {
        return new StorageException(Kind.STORAGE_ERROR, Retry.MAY_HELP, message, null);
    }
}

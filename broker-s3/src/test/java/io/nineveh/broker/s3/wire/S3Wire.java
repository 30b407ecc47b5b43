package io.nineveh.broker.s3.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The wire before a real S3 server that is addressed by path, over plain HTTP/1.1: it takes down every request, and lets go
 * wrong those that a test wants to. All else passes unchanged, the Host header too, which signatures cover. Safe for many
 * threads.
 */
public final class S3Wire implements Closeable {
    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final FaultPlan plan = new FaultPlan();
    private final List<WireRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<Connection> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "s3 wire");
        thread.setDaemon(true);
        return thread;
    });

    private S3Wire(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    /** Listens on a port of its own, until it is closed. */
    public static S3Wire before(URI server) throws IOException {
        S3Wire wire = new S3Wire(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                new InetSocketAddress(server.getHost(), server.getPort()));
        wire.threads.execute(wire::accept);
        return wire;
    }

    /** What a request needs to come over this wire, from what it needs to reach the server. */
    public Map<String, String> properties(Map<String, String> ofServer) {
        Map<String, String> properties = new HashMap<>(ofServer);
        properties.put("s3.endpoint", endpoint().toString());
        return properties;
    }

    /** Where the wire listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The first {@code count} requests of an operation from now on go wrong. */
    public void failFirst(int count, S3Operation operation, Fault fault) {
        plan.add(operation, 1, count, fault);
    }

    /** Of the requests of an operation from now on, the one with this number, from 1, goes wrong. */
    public void failOnly(int number, S3Operation operation, Fault fault) {
        plan.add(operation, number, number, fault);
    }

    /** The requests of an operation from the one with this number on, from 1, go wrong, until {@link #heal()}. */
    public void failFrom(int number, S3Operation operation, Fault fault) {
        plan.add(operation, number, Integer.MAX_VALUE, fault);
    }

    /** All requests of an operation go wrong, until {@link #heal()}. */
    public void failAll(S3Operation operation, Fault fault) {
        failFrom(1, operation, fault);
    }

    /** Nothing goes wrong any more. */
    public void heal() {
        plan.clear();
    }

    /** How many requests went wrong since the wire is there. */
    public int faults() {
        return plan.hits();
    }

    /** The requests since the wire is there, or was told to {@link #forget()}, in the order in which they came. */
    public List<WireRequest> requests() {
        return List.copyOf(requests);
    }

    /** The operations of {@link #requests()}. */
    public List<S3Operation> operations() {
        return requests.stream().map(WireRequest::operation).toList();
    }

    /** The requests until now are of no interest. */
    public void forget() {
        requests.clear();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // Closed; or a client that is gone again.
            }
        }
    }

    private void serve(Socket socket) {
        try (Connection client = new Connection(socket)) {
            clients.add(client);
            try {
                Exchange exchange = new Exchange(client, server, this::receive);
                while (!listener.isClosed() && client.isOpen() && exchange.run()) {
                    // The connection is kept for the next request.
                }
            } finally {
                clients.remove(client);
            }
        } catch (IOException e) {
            // One side is gone; closing the connection tells the other.
        }
    }

    private Optional<Fault> receive(HttpHead head) {
        WireRequest request = WireRequest.of(head);
        requests.add(request);
        return plan.next(request.operation());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Connection client : clients) {
            client.close();
        }
        threads.shutdown();
    }
}

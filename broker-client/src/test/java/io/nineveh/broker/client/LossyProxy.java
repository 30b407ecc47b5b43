package io.nineveh.broker.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on, and loses answers when told to: the request arrives, its connection breaks. */
final class LossyProxy implements Closeable {
    private final ServerSocket server;
    private final InetSocketAddress target;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    LossyProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    void loseAnswers(int count) {
        answersToLose.set(count);
    }

    /** How many were made so far. */
    int connections() {
        return connections.get();
    }

    /** Breaks all connections that are there. */
    void breakConnections() {
        sockets.forEach(LossyProxy::closeQuietly);
    }

    @Override
    public void close() throws IOException {
        server.close();
        breakConnections();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            Socket broker = new Socket(target.getAddress(), target.getPort());
            connections.incrementAndGet();
            sockets.add(client);
            sockets.add(broker);
            start(() -> pass(client, broker, new AtomicInteger()));
            start(() -> pass(broker, client, answersToLose));
        }
    }

    private static void pass(Socket from, Socket to, AtomicInteger toLose) throws IOException {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                if (toLose.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                    return;
                }
                output.write(buffer, 0, read);
            }
        }
    }

    /** Work that ends when its socket is closed. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "lossy-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

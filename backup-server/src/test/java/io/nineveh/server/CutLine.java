package io.nineveh.server;

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
import java.util.concurrent.atomic.AtomicLong;

/** The line between a server and a broker. While it is cut the broker is away: connections break, and new ones too. */
public final class CutLine implements Closeable {
    private final ServerSocket server;
    private final InetSocketAddress broker;
    private final AtomicLong toBroker = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong fromBroker = new AtomicLong(Long.MAX_VALUE);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public CutLine(InetSocketAddress broker) throws IOException {
        this.broker = broker;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where the broker seems to be, as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Lets that many bytes more through to the broker; then the line is cut. */
    public void cutAfter(long bytes) {
        toBroker.set(bytes);
    }

    /** Lets that many bytes more through from the broker; then the line is cut. */
    public void cutAfterAnswers(long bytes) {
        fromBroker.set(bytes);
    }

    public void mend() {
        toBroker.set(Long.MAX_VALUE);
        fromBroker.set(Long.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        server.close();
        breakConnections();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket near = server.accept();
            if (toBroker.get() < 0 || fromBroker.get() < 0) {
                near.close();
            } else {
                Socket far = new Socket(broker.getAddress(), broker.getPort());
                sockets.add(near);
                sockets.add(far);
                start(() -> pass(near, far, toBroker));
                start(() -> pass(far, near, fromBroker));
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicLong left) throws IOException {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[1 << 14];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                if (left.addAndGet(-read) < 0) {
                    breakConnections();
                    return;
                }
                output.write(buffer, 0, read);
            }
        }
    }

    private void breakConnections() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Work that ends when its socket is closed. */
    @FunctionalInterface
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
                "cut-line");
        thread.setDaemon(true);
        thread.start();
    }
}

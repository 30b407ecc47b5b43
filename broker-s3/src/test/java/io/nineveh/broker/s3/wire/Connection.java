package io.nineveh.broker.s3.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** One of the two connections that a request takes. */
final class Connection implements Closeable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        this.out = socket.getOutputStream();
    }

    static Connection to(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address);
        return new Connection(socket);
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /** Ends it so that the other side gets an error. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits until the other side ends it. */
    void awaitEnd() throws IOException {
        while (in.read() >= 0) {
            // What comes is of no interest.
        }
        close();
    }

    /** Whether the other side leaves it open for so long. */
    boolean staysOpenFor(Duration time) throws IOException {
        socket.setSoTimeout(Math.toIntExact(time.toMillis()));
        try {
            return in.read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

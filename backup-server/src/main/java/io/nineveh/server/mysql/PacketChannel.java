package io.nineveh.server.mysql;

import io.nineveh.config.tls.ServerTls;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Packets over a socket: a header of three bytes of length and one of sequence number, and a payload. A payload that is
 * longer than a packet can be goes in several, the last of them shorter than the longest. One thread reads and writes;
 * others may only close it and ask {@link #stalledFor} and {@link #isClosedByClient}.
 *
 * <p>Under TLS, too, it is the socket below that gets the timeouts and that is closed: to close TLS waits for a client that
 * does not read.
 */
final class PacketChannel implements Closeable {
    static final int LONGEST_PACKET = 0xff_ffff;

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Socket socket;
    private final SocketInput input;
    private Optional<SSLSocket> secured = Optional.empty();
    private InputStream in;
    private volatile SocketOutput socketOutput;
    private OutputStream out;
    private final PayloadWriter writer = new PayloadWriter();
    private int sequence;

    PacketChannel(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new SocketInput(socket);
        open(input, socket.getOutputStream());
    }

    private void open(InputStream source, OutputStream sink) {
        in = new BufferedInputStream(source, 16 << 10);
        socketOutput = new SocketOutput(sink);
        out = new BufferedOutputStream(socketOutput, 32 << 10);
    }

    /**
     * Makes the TLS handshake; from then on all packets are encrypted. What has come since the last packet is taken for a
     * part of the handshake, whatever it is.
     *
     * @param timeout of each of its steps
     * @throws javax.net.ssl.SSLException when the two sides do not come to terms
     */
    void secure(ServerTls tls, Duration timeout) throws IOException {
        input.timeout(milliseconds(timeout));
        SSLSocket over = tls.over(socket, in);
        over.startHandshake();
        secured = Optional.of(over);
        open(over.getInputStream(), over.getOutputStream());
    }

    /** Empty when packets are not encrypted. */
    Optional<TlsSession> tls() {
        return secured.map(over -> {
            SSLSession session = over.getSession();
            return new TlsSession(session.getProtocol(), session.getCipherSuite());
        });
    }

    /**
     * Reads the payload with which a client begins a command.
     *
     * @param idle how long it may take to begin
     * @param rest how long each further part may take to come
     * @param limit the longest payload that is read
     * @return empty when the client closed the connection
     * @throws SocketTimeoutException when one of the times passed
     */
    Optional<byte[]> readCommand(Duration idle, Duration rest, int limit) throws IOException {
        sequence = 0;
        input.timeout(milliseconds(idle));
        in.mark(1);
        if (in.read() == -1) {
            return Optional.empty();
        }
        in.reset();
        return Optional.of(read(rest, limit));
    }

    /** Reads a payload that belongs to the exchange that is going on. */
    byte[] read(Duration timeout, int limit) throws IOException {
        input.timeout(milliseconds(timeout));
        int length = readHeader(limit);
        byte[] first = readFully(length);
        if (length < LONGEST_PACKET) {
            return first;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(2 * LONGEST_PACKET);
        whole.writeBytes(first);
        while (length == LONGEST_PACKET) {
            length = readHeader(limit - whole.size());
            whole.writeBytes(readFully(length));
        }
        return whole.toByteArray();
    }

    private int readHeader(int limit) throws IOException {
        byte[] header = readFully(4);
        int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        int expected = sequence;
        sequence = ((header[3] & 0xff) + 1) & 0xff;
        if ((header[3] & 0xff) != expected) {
            throw new ProtocolException(
                    ErrorCode.PACKETS_OUT_OF_ORDER,
                    "Got packets out of order: number %d where %d was to come".formatted(header[3] & 0xff, expected));
        }
        if (length > limit) {
            throw new ProtocolException(
                    ErrorCode.PACKET_TOO_LARGE, "Got a packet bigger than 'max_allowed_packet' bytes");
        }
        return length;
    }

    /** Takes memory as the bytes come in, not as a header claims. */
    private byte[] readFully(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the client closed the connection within a packet");
        }
        return bytes;
    }

    /** An empty payload to be filled and then {@linkplain #send sent}; there is only one. */
    PayloadWriter begin() {
        return writer.clear();
    }

    /** Sends what was filled in since {@link #begin}, at the latest with the next {@link #flush}. */
    void send() throws IOException {
        byte[] payload = writer.buffer();
        int offset = 0;
        int length;
        do {
            length = Math.min(writer.length() - offset, LONGEST_PACKET);
            out.write(length);
            out.write(length >> 8);
            out.write(length >> 16);
            out.write(sequence);
            out.write(payload, offset, length);
            sequence = (sequence + 1) & 0xff;
            offset += length;
        } while (length == LONGEST_PACKET);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** For how long, in nanoseconds, the client has not taken what it is being sent; 0 when nothing is under way. */
    long stalledFor() {
        return socketOutput.stalledFor();
    }

    /** Whether the client is gone; known only while nothing is being read. */
    boolean isClosedByClient() {
        return input.isAtEnd();
    }

    /**
     * Says that nothing more will come and reads on for a moment. Closing at once while the client is still sending would
     * make its system drop the error that was just sent.
     */
    void linger() throws IOException {
        if (secured.isPresent()) {
            secured.get().shutdownOutput();
        } else {
            socket.shutdownOutput();
        }
        long end = System.nanoTime() + LINGER.toNanos();
        byte[] discarded = new byte[16 << 10];
        while (end - System.nanoTime() > 0) {
            input.timeout(milliseconds(LINGER));
            if (in.read(discarded) == -1) {
                return;
            }
        }
    }

    private static int milliseconds(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }

    /** Repeating it does nothing. May be called from another thread: a read or write that is under way fails then. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}

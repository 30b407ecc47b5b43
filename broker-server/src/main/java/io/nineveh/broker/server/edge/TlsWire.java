package io.nineveh.broker.server.edge;

import io.nineveh.config.tls.ServerTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection under TLS. */
final class TlsWire implements Wire {
    private static final Logger LOG = LoggerFactory.getLogger(TlsWire.class);

    /** As much as one record carries. */
    private static final int RECORD = 16 << 10;

    private final SocketChannel channel;
    private final SocketAddress peer;
    private final SSLSocket socket;
    private final InputStream input;
    private final OutputStream output;
    private final byte[] copy = new byte[RECORD];

    TlsWire(SocketChannel channel, ServerTls tls) throws IOException {
        this.channel = channel;
        this.peer = channel.getRemoteAddress();
        Sockets.prepare(channel);
        this.socket = tls.over(channel.socket());
        this.input = socket.getInputStream();
        this.output = socket.getOutputStream();
    }

    @Override
    public void open() throws IOException {
        try {
            socket.startHandshake();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("client", peer)
                    .addKeyValue("reason", e.getMessage())
                    .log("closing a connection: no TLS");
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        if (buffer.hasArray()) {
            int count = input.read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            buffer.position(buffer.position() + Math.max(count, 0));
            return count;
        }
        int count = input.read(copy, 0, Math.min(copy.length, buffer.remaining()));
        buffer.put(copy, 0, Math.max(count, 0));
        return count;
    }

    @Override
    public int readWithin(Duration time, ByteBuffer buffer) throws IOException {
        return read(buffer);
    }

    /** Bytes of the socket are not yet bytes of the client. */
    @Override
    public Optional<SocketChannel> channel() {
        return Optional.empty();
    }

    /** What was decrypted. */
    @Override
    public int available() throws IOException {
        return input.available();
    }

    @Override
    public void write(ByteBuffer first, ByteBuffer second) throws IOException {
        write(first);
        write(second);
        output.flush();
    }

    private void write(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int count = Math.min(copy.length, buffer.remaining());
            buffer.get(copy, 0, count);
            output.write(copy, 0, count);
        }
    }

    @Override
    public SocketAddress peer() {
        return peer;
    }

    @Override
    public WritableByteChannel sink() {
        return Channels.newChannel(output);
    }

    @Override
    public void abort() {
        Sockets.shutDown(channel);
    }

    /** Closes what is below: closing the TLS itself would wait for a client that does not read. */
    @Override
    public void close() {
        Sockets.close(channel);
    }
}

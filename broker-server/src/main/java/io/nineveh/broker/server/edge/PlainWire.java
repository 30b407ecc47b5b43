package io.nineveh.broker.server.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;

/** A connection without encryption. Bytes go between the socket and direct buffers without a stop. */
final class PlainWire implements Wire {
    private final SocketChannel channel;
    private final InputStream input;
    private final SocketAddress peer;

    /** Takes the channel over. */
    PlainWire(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.peer = channel.getRemoteAddress();
        Sockets.prepare(channel);
        this.input = channel.socket().getInputStream();
    }

    @Override
    public void open() {}

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        return channel.read(buffer);
    }

    @Override
    public int readWithin(Duration time, ByteBuffer buffer) throws IOException {
        channel.socket().setSoTimeout(Math.toIntExact(time.toMillis()));
        try {
            int count = input.read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            buffer.position(buffer.position() + Math.max(count, 0));
            return count;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    @Override
    public Optional<SocketChannel> channel() {
        return Optional.of(channel);
    }

    @Override
    public int available() throws IOException {
        return input.available();
    }

    @Override
    public void write(ByteBuffer first, ByteBuffer second) throws IOException {
        ByteBuffer[] both = {first, second};
        while (second.hasRemaining()) {
            channel.write(both);
        }
        while (first.hasRemaining()) {
            channel.write(first);
        }
    }

    @Override
    public SocketAddress peer() {
        return peer;
    }

    @Override
    public WritableByteChannel sink() {
        return channel;
    }

    @Override
    public void abort() {
        Sockets.shutDown(channel);
    }

    @Override
    public void close() {
        Sockets.close(channel);
    }
}

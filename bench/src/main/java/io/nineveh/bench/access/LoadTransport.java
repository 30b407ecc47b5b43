package io.nineveh.bench.access;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * A connection that costs the load driver as little as possible, so that the figures are the server's: a message leaves
 * with one system call, and large data is copied once. Interrupting the thread that uses it closes it.
 */
final class LoadTransport extends TEndpointTransport {
    private static final int BUFFER = 64 << 10;
    private static final int LARGE = 16 << 10;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final byte[] in = new byte[BUFFER];
    private int inPosition;
    private int inLimit;
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER);
    private ByteBuffer large = NOTHING;
    private int outBeforeLarge;

    private LoadTransport(SocketChannel channel) throws TTransportException {
        super(TConfiguration.DEFAULT);
        this.channel = channel;
    }

    static LoadTransport connect(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new LoadTransport(channel);
        } catch (TTransportException | IOException e) {
            channel.close();
            throw new IOException("cannot use the connection to %s".formatted(address), e);
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** It is open from the start. */
    @Override
    public void open() {}

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot close a connection", e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws TTransportException {
        if (inPosition < inLimit) {
            int count = Math.min(length, inLimit - inPosition);
            System.arraycopy(in, inPosition, target, offset, count);
            inPosition += count;
            return count;
        }
        if (length >= BUFFER) {
            return receive(ByteBuffer.wrap(target, offset, length));
        }
        inPosition = 0;
        inLimit = 0;
        inLimit = receive(ByteBuffer.wrap(in));
        return read(target, offset, length);
    }

    private int receive(ByteBuffer target) throws TTransportException {
        try {
            int count = channel.read(target);
            if (count < 0) {
                throw new TTransportException(TTransportException.END_OF_FILE, "the server closed the connection");
            }
            return count;
        } catch (IOException e) {
            throw new TTransportException(TTransportException.UNKNOWN, e);
        }
    }

    @Override
    public byte[] getBuffer() {
        return in;
    }

    @Override
    public int getBufferPosition() {
        return inPosition;
    }

    @Override
    public int getBytesRemainingInBuffer() {
        return inLimit - inPosition;
    }

    @Override
    public void consumeBuffer(int length) {
        inPosition += length;
    }

    /** Large data is kept, not copied, until the flush. */
    @Override
    public void write(byte[] source, int offset, int length) throws TTransportException {
        boolean isLarge = length >= LARGE;
        if (isLarge ? large.hasRemaining() : length > out.remaining()) {
            flush();
        }
        if (isLarge) {
            outBeforeLarge = out.position();
            large = ByteBuffer.wrap(source, offset, length);
        } else {
            out.put(source, offset, length);
        }
    }

    @Override
    public void flush() throws TTransportException {
        int length = out.position();
        int before = large.hasRemaining() ? outBeforeLarge : length;
        ByteBuffer[] parts = {out.slice(0, before), large, out.slice(before, length - before)};
        try {
            while (parts[0].hasRemaining() || parts[1].hasRemaining() || parts[2].hasRemaining()) {
                channel.write(parts);
            }
        } catch (IOException e) {
            throw new TTransportException(TTransportException.UNKNOWN, e);
        }
        out.clear();
        large = NOTHING;
    }
}

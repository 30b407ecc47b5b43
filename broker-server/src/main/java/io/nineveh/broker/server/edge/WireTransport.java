package io.nineveh.broker.server.edge;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Loan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * A connection as Thrift sees it: small things are buffered, large ones pass. It keeps count of the message that is being read,
 * and of the memory that it takes: a little belongs to each connection, what is more comes from the pool until the message
 * ends.
 */
final class WireTransport extends TTransport {
    private static final int BUFFER = 8 << 10;
    private static final int OWN_MEMORY = 16 << 10;
    private static final int LARGEST_HEAP_TRANSFER = 128 << 10;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Wire wire;
    private final BufferPool pool;
    private final Progress progress;
    private final long largestMessage;
    private final byte[] in = new byte[BUFFER];
    private final ByteBuffer inBuffer = ByteBuffer.wrap(in);
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER);
    private final List<Loan> loans = new ArrayList<>();
    private int inPosition;
    private int inLimit;
    private long messageBytes;
    private long memory;
    private volatile boolean holdsMemory;
    private long received;
    private long sent;

    /** @param largestMessage in bytes, without what passes */
    WireTransport(Wire wire, BufferPool pool, Progress progress, long largestMessage) {
        this.wire = wire;
        this.pool = pool;
        this.progress = progress;
        this.largestMessage = largestMessage;
    }

    /** Waits for the first byte of a message. */
    void awaitMessage() throws TTransportException {
        if (inPosition == inLimit) {
            fill(wire::read);
        }
    }

    /** As {@link #awaitMessage()}; false when it did not come in this time, and can be waited for without a thread. */
    boolean awaitMessage(Duration time) throws TTransportException {
        if (inPosition == inLimit) {
            fill(buffer -> wire.readWithin(time, buffer));
        }
        return inPosition < inLimit;
    }

    /** Ends a message: gives back its memory. */
    void endMessage() {
        if (holdsMemory) {
            loans.forEach(Loan::close);
            loans.clear();
            holdsMemory = false;
        }
        memory = 0;
        messageBytes = 0;
        received = 0;
        sent = 0;
    }

    /** How many bytes were read since the last message ended. */
    long received() {
        return received;
    }

    /** How many bytes were written since the last message ended. */
    long sent() {
        return sent;
    }

    /** Counts memory that the message takes, until it ends. May wait for some, which is not the client's time. */
    void hold(int bytes) throws StorageException {
        memory += bytes;
        if (memory > OWN_MEMORY) {
            progress.calling();
            try {
                loans.add(pool.reserve(memory));
            } finally {
                progress.receivingOn();
            }
            holdsMemory = true;
            memory = 0;
        }
    }

    /** Whether the message takes memory of the pool. Any thread may ask. */
    boolean holdsMemory() {
        return holdsMemory;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws TTransportException {
        if (length == 0) {
            return 0;
        }
        int count;
        if (inPosition == inLimit && length >= BUFFER) {
            count = receive(wire::read, ByteBuffer.wrap(target, offset, Math.min(length, LARGEST_HEAP_TRANSFER)));
        } else {
            awaitMessage();
            count = Math.min(length, inLimit - inPosition);
            System.arraycopy(in, inPosition, target, offset, count);
            inPosition += count;
        }
        count(count);
        return count;
    }

    /** Reads past bytes that nobody wants. */
    void skip(long length) throws TTransportException {
        long left = length;
        while (left > 0) {
            left -= piece(left).remaining();
        }
    }

    /** The next bytes, at most so many, from the connection's own buffer. They are not the message's; they pass. */
    ByteBuffer piece(long most) throws TTransportException {
        awaitMessage();
        int count = (int) Math.min(most, inLimit - inPosition);
        ByteBuffer piece = ByteBuffer.wrap(in, inPosition, count);
        inPosition += count;
        return piece;
    }

    /** Whether so many bytes can be read now, none of them from the connection's own buffer. */
    boolean isFlowing(int bytes) throws TTransportException {
        try {
            return inPosition == inLimit && wire.available() >= bytes;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Reads into a buffer what is there, past the connection's own buffer, which must be empty. */
    void pass(ByteBuffer target) throws TTransportException {
        receive(wire::read, target);
    }

    /** How bytes are read. */
    private interface Reading {
        int read(ByteBuffer buffer) throws IOException;
    }

    private void fill(Reading reading) throws TTransportException {
        int count = receive(reading, inBuffer.clear());
        inPosition = 0;
        inLimit = count;
    }

    private int receive(Reading reading, ByteBuffer target) throws TTransportException {
        try {
            int count = reading.read(target);
            if (count < 0) {
                throw new TTransportException(TTransportException.END_OF_FILE, "the client ended the connection");
            }
            received += count;
            return count;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void count(int bytes) throws TTransportException {
        messageBytes += bytes;
        checkReadBytesAvailable(0);
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
        messageBytes += length;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws TTransportException {
        if (length <= out.remaining()) {
            out.put(source, offset, length);
        } else {
            send(ByteBuffer.wrap(source, offset, length));
        }
    }

    /** Writes all that the buffer has; a large one without copying it. */
    @Override
    public int write(ByteBuffer source) throws TTransportException {
        int length = source.remaining();
        if (length <= out.remaining()) {
            out.put(source);
        } else {
            send(source);
        }
        return length;
    }

    /** Sends what is buffered, then all of the data. */
    void write(Outgoing data) throws TTransportException {
        flush();
        try {
            data.sendTo(wire.sink());
            sent += data.length();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void flush() throws TTransportException {
        send(NOTHING.duplicate());
    }

    /**
     * Sends what is buffered, then the source. The JDK copies what lies in the heap to a buffer of its own, as large as it is,
     * and keeps that: so it gets it in pieces.
     */
    private void send(ByteBuffer source) throws TTransportException {
        try {
            sent += out.position() + source.remaining();
            out.flip();
            if (source.isDirect()) {
                wire.write(out, source);
            } else {
                int end = source.limit();
                do {
                    source.limit(Math.min(end, source.position() + LARGEST_HEAP_TRANSFER));
                    wire.write(out, source);
                } while (source.position() < end);
            }
            out.clear();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static TTransportException failed(IOException e) {
        return new TTransportException(TTransportException.NOT_OPEN, e);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void open() {}

    /** The wire belongs to the connection. */
    @Override
    public void close() {}

    @Override
    public TConfiguration getConfiguration() {
        return TConfiguration.DEFAULT;
    }

    @Override
    public void updateKnownMessageSize(long size) {}

    @Override
    public void checkReadBytesAvailable(long bytes) throws TTransportException {
        if (messageBytes + bytes > largestMessage) {
            throw new TTransportException(
                    TTransportException.MESSAGE_SIZE_LIMIT,
                    "a message of more than %d bytes".formatted(largestMessage));
        }
    }

    @Override
    public void resetMessageSizeAndConsumedBytes(long size) {}
}

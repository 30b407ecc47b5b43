package io.nineveh.broker.server.edge;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Loan;
import java.io.Closeable;
import java.nio.ByteBuffer;
import org.apache.thrift.transport.TTransportException;

/**
 * Bytes that a connection receives. Whoever asks for them works on one piece while the next one arrives. Memory of the pool is
 * held only while bytes flow: a client that dawdles is waited for with the connection's own buffer.
 */
final class WireIncoming implements Incoming, Closeable {
    /** So many bytes at once are worth a buffer of the pool. */
    private static final int FLOW = 16 << 10;

    private final WireTransport transport;
    private final BufferPool pool;
    private final Progress progress;
    private final int length;
    private long left;
    private Loan loan;

    WireIncoming(WireTransport transport, BufferPool pool, Progress progress, int length) {
        this.transport = transport;
        this.pool = pool;
        this.progress = progress;
        this.length = length;
        this.left = length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public ByteBuffer next() throws StorageException, ConnectionEnded {
        try {
            ByteBuffer piece = left >= FLOW && transport.isFlowing(FLOW) ? flow() : trickle();
            left -= piece.remaining();
            return piece;
        } catch (TTransportException e) {
            throw new ConnectionEnded(e);
        }
    }

    private ByteBuffer flow() throws StorageException, TTransportException {
        if (loan == null) {
            loan = pool.borrow(BufferPool.CHUNK);
        }
        ByteBuffer buffer = loan.buffer().clear().limit((int) Math.min(left, BufferPool.PIECE));
        transport.pass(buffer);
        return buffer.flip();
    }

    private ByteBuffer trickle() throws TTransportException {
        close();
        progress.receivingOn();
        ByteBuffer piece = transport.piece(left);
        progress.callingOn();
        return piece;
    }

    /** Reads past what nobody asked for. */
    void skipRest() throws TTransportException {
        close();
        progress.receivingOn();
        transport.skip(left);
        left = 0;
    }

    @Override
    public void close() {
        if (loan != null) {
            loan.close();
            loan = null;
        }
    }
}

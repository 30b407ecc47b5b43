package io.nineveh.broker.s3;

import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.MemoryLoan;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Bytes of a file that were not sent yet, in memory of the host, and their MD5. For one thread at a time. */
final class PartBuffer implements Closeable {
    private final MemoryLoan loan;
    private final long capacity;
    private final MessageDigest md5 = Md5.newDigest();
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private long length;

    /** Takes the loan over, in which {@code capacity} bytes have room. */
    PartBuffer(MemoryLoan loan, long capacity) {
        this.loan = loan;
        this.capacity = capacity;
    }

    /** In bytes: how much has room in it. */
    long capacity() {
        return capacity;
    }

    boolean isFull() {
        return length == capacity;
    }

    /** Takes bytes until there are no more, or it is full. */
    void fill(ByteBuffer data) {
        while (data.hasRemaining() && !isFull()) {
            ByteBuffer buffer = bufferWithRoom();
            int count = (int) Math.min(Math.min(data.remaining(), buffer.remaining()), capacity - length);
            ByteBuffer piece = data.slice(data.position(), count);
            md5.update(piece.duplicate());
            buffer.put(piece);
            data.position(data.position() + count);
            length += count;
        }
    }

    private ByteBuffer bufferWithRoom() {
        if (buffers.isEmpty() || !last().hasRemaining()) {
            buffers.add(loan.nextBuffer());
        }
        return last();
    }

    private ByteBuffer last() {
        return buffers.get(buffers.size() - 1);
    }

    /** Moves what this one holds to a larger one; then this one is closed. */
    PartBuffer movedTo(PartBuffer larger) {
        content().forEach(larger::fill);
        close();
        return larger;
    }

    /** What to send of it, before it is closed. It takes no more then. */
    Body body() {
        return Body.of(content(), Md5.from(md5));
    }

    private List<ByteBuffer> content() {
        return buffers.stream().map(buffer -> buffer.duplicate().flip()).toList();
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        loan.close();
    }
}

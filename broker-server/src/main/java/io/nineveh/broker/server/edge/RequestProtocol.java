package io.nineveh.broker.server.edge;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import io.nineveh.broker.server.metrics.Limit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/**
 * The binary protocol as it reads from clients that nobody vouches for. A length that a client announces costs no memory
 * before its bytes arrive; texts, binaries and containers have limits of their own. What is over a limit, or finds no memory,
 * is read past, so that the request can be refused by a status and the connection lives on. And it keeps count of the structs
 * that it is inside of, so that reading can go on after a struct that lacks a required field.
 *
 * <p>It reads what old clients send without the version word too; it writes it always.
 */
final class RequestProtocol extends TBinaryProtocol {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_ELEMENTS = 4096;
    private static final int FIRST_PIECE = 64 << 10;

    /** A client that has sent so many bytes means it: it gets room for all the rest, and need not wait for more with half of it. */
    private static final int SINCERE = 1 << 20;

    /** So many times over the limit, what comes is no mistake of a client but something else than a request. */
    private static final long ABSURD = 4;

    /** Takes a binary that is about to arrive. */
    interface Sink {
        /** Reads all of it; what it returns stands in the request in its place. */
        ByteBuffer take(int length) throws TException;
    }

    private final WireTransport transport;
    private final int largestBinary;
    private final BrokerMetrics metrics;
    private int openStructs;
    private Optional<Sink> sink = Optional.empty();
    private Optional<StorageException> refusal = Optional.empty();

    RequestProtocol(WireTransport transport, int largestBinary, BrokerMetrics metrics) {
        super(transport, LONGEST_TEXT, MOST_ELEMENTS, false, true);
        this.transport = transport;
        this.largestBinary = largestBinary;
        this.metrics = metrics;
    }

    /** Forgets the message before. */
    @Override
    public void reset() {
        openStructs = 0;
        sink = Optional.empty();
        refusal = Optional.empty();
        super.reset();
    }

    /** Who takes the next binary of this message. */
    void passNextBinaryTo(Sink taker) {
        sink = Optional.of(taker);
    }

    /** Why the message cannot be answered as it should be: something of it was read past. */
    Optional<StorageException> refusal() {
        return refusal;
    }

    @Override
    public TStruct readStructBegin() throws TException {
        openStructs++;
        return super.readStructBegin();
    }

    @Override
    public void readStructEnd() throws TException {
        openStructs--;
        super.readStructEnd();
    }

    /** Reads to the end of all structs that reading is inside of. */
    void finishStructs() throws TException {
        while (openStructs > 0) {
            TField field = readFieldBegin();
            if (field.type == TType.STOP) {
                readStructEnd();
            } else {
                skip(field.type, getTransport().getConfiguration().getRecursionLimit());
                readFieldEnd();
            }
        }
    }

    @Override
    public String readString() throws TException {
        return readStringBody(readI32());
    }

    @Override
    public String readStringBody(int length) throws TException {
        return new String(readBytes(length, LONGEST_TEXT), StandardCharsets.UTF_8);
    }

    @Override
    public ByteBuffer readBinary() throws TException {
        int length = readI32();
        if (sink.isEmpty()) {
            return readBinaryBody(length);
        }
        Sink taker = sink.get();
        sink = Optional.empty();
        return isIn(length, largestBinary) ? taker.take(length) : ByteBuffer.allocate(0);
    }

    /** Collects a binary whose length was read. */
    ByteBuffer readBinaryBody(int length) throws TException {
        return ByteBuffer.wrap(readBytes(length, largestBinary));
    }

    @Override
    protected void skipBinary() throws TException {
        int length = readI32();
        if (isIn(length, largestBinary)) {
            transport.skip(length);
        }
    }

    private byte[] readBytes(int length, int limit) throws TException {
        if (!isIn(length, limit)) {
            return new byte[0];
        }
        byte[] bytes = new byte[0];
        while (bytes.length < length) {
            int read = bytes.length;
            int next = read < SINCERE ? Math.min(length, Math.max(FIRST_PIECE, 4 * read)) : length;
            if (!hold(next - read)) {
                transport.skip(length - read);
                return new byte[0];
            }
            bytes = Arrays.copyOf(bytes, next);
            trans_.readAll(bytes, read, next - read);
        }
        return bytes;
    }

    /** Whether a length is within a limit. When it is not, what has it was read past. */
    private boolean isIn(int length, int limit) throws TException {
        if (length < 0) {
            throw new TProtocolException(TProtocolException.NEGATIVE_SIZE, "negative length: " + length);
        }
        if (length > limit) {
            metrics.limitReached(Limit.MESSAGE_SIZE);
        }
        if (length > ABSURD * limit) {
            throw new TProtocolException(
                    TProtocolException.SIZE_LIMIT, "length %d, the most is %d".formatted(length, limit));
        }
        if (length > limit) {
            transport.skip(length);
            refusal = Optional.of(new StorageException(
                    Kind.INVALID_ARGUMENT,
                    Retry.IS_USELESS,
                    "the request carries %d bytes at once, and the most is %d; send them in smaller pieces"
                            .formatted(length, limit),
                    null));
        }
        return length <= limit;
    }

    private boolean hold(int bytes) {
        try {
            transport.hold(bytes);
            return true;
        } catch (StorageException e) {
            refusal = Optional.of(e);
            return false;
        }
    }

    /** Large data goes out without being copied. */
    @Override
    public void writeBinary(ByteBuffer data) throws TException {
        writeI32(data.remaining());
        transport.write(data.duplicate());
    }

    /** As {@link #writeBinary(ByteBuffer)}, from elsewhere than memory. */
    void writeBinary(Outgoing data) throws TException {
        writeI32(data.length());
        transport.write(data);
    }
}

package io.nineveh.bench.access;

import java.nio.ByteBuffer;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransport;

/** The binary protocol, but that all data is read into the same memory: it is good until the next is read. */
final class LoadProtocol extends TBinaryProtocol {
    private static final int MOST = 1 << 30;

    private byte[] data = new byte[0];

    LoadProtocol(TTransport transport) {
        super(transport);
    }

    @Override
    public ByteBuffer readBinary() throws TException {
        int length = readI32();
        if (length < 0 || length > MOST) {
            throw new TProtocolException(TProtocolException.SIZE_LIMIT, "data of %d bytes".formatted(length));
        }
        if (length > data.length) {
            data = new byte[length];
        }
        trans_.readAll(data, 0, length);
        return ByteBuffer.wrap(data, 0, length);
    }
}

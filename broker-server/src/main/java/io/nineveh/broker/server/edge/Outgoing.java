package io.nineveh.broker.server.edge;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;

/** Bytes of an answer that go from a storage to the client without being collected. */
public interface Outgoing {

    /** How many bytes there are. */
    int length();

    /**
     * Sends all of them.
     *
     * @param target in blocking mode; stays open
     * @throws IOException when they could not be sent whole; the connection is of no use then
     */
    void sendTo(WritableByteChannel target) throws IOException;

    /**
     * Writes the bytes as a binary.
     *
     * @param out what an answer of this port is written to
     */
    static void write(Outgoing data, TProtocol out) throws TException {
        ((RequestProtocol) out).writeBinary(data);
    }
}

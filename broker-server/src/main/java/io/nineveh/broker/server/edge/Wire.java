package io.nineveh.broker.server.edge;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** The bytes of one connection. One thread uses it; any thread may close it, which ends what the other one waits for. */
interface Wire extends Closeable {

    /** Makes the connection ready for use; may wait for the client. */
    void open() throws IOException;

    /** Reads what is there, at least one byte, and waits for it; -1 when the client has ended the connection. */
    int read(ByteBuffer buffer) throws IOException;

    /** How many bytes can be read at least without waiting; 0 when that is not known. */
    int available() throws IOException;

    /** Writes all of both, the first one first. */
    void write(ByteBuffer first, ByteBuffer second) throws IOException;

    /** The client's address. */
    SocketAddress peer();

    /** Repeating it does nothing. */
    @Override
    void close();
}

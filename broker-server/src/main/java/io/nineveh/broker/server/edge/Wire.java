package io.nineveh.broker.server.edge;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * The bytes of one connection. One thread uses it and closes it in the end; any other may {@link #abort()} it.
 *
 * <p>That one must not close it: the socket's number would be free for a new connection while the first thread may be about to
 * have the kernel send a file to it.
 */
interface Wire extends Closeable {

    /** Makes the connection ready for use; may wait for the client. */
    void open() throws IOException;

    /** Reads what is there, at least one byte, and waits for it; -1 when the connection has ended. */
    int read(ByteBuffer buffer) throws IOException;

    /**
     * As {@link #read}, but of a wire that can wait without a thread only for so long: then it gives 0.
     *
     * @param buffer in the heap
     */
    int readWithin(Duration time, ByteBuffer buffer) throws IOException;

    /** What becomes readable with the next byte while nobody uses the wire; empty when only a thread can wait for it. */
    Optional<SocketChannel> channel();

    /** How many bytes can be read at least without waiting; 0 when that is not known. */
    int available() throws IOException;

    /** Writes all of both, the first one first. */
    void write(ByteBuffer first, ByteBuffer second) throws IOException;

    /** What sends to the client; in blocking mode, not to be closed. */
    WritableByteChannel sink();

    /** The client's address. */
    SocketAddress peer();

    /** Ends the connection. What the thread that uses it waits for fails. Repeating it does nothing. */
    void abort();

    /** Repeating it does nothing. */
    @Override
    void close();
}

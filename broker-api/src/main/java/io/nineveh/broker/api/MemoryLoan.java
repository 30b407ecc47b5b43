package io.nineveh.broker.api;

import java.io.Closeable;
import java.nio.ByteBuffer;

/** Memory of a {@link HostMemory} in somebody's hands, who gives it back by closing the loan. For one thread at a time. */
public interface MemoryLoan extends Closeable {

    /**
     * The next buffer of this loan, empty and with room for some of its bytes; together its buffers have room for all of them.
     *
     * @throws IllegalStateException when it has no more, or is closed
     */
    ByteBuffer nextBuffer();

    /** Gives the memory back. Its buffers are not to be touched any more. Repeating it does nothing. */
    @Override
    void close();
}

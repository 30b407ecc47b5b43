package io.nineveh.broker.plugin;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** Memory of a {@link BufferPool} in somebody's hands, who gives it back by closing the loan. */
public final class Loan implements Closeable {
    private final ByteBuffer buffer;
    private final Runnable giveBack;
    private final AtomicBoolean returned = new AtomicBoolean();

    Loan(ByteBuffer buffer, Runnable giveBack) {
        this.buffer = buffer;
        this.giveBack = giveBack;
    }

    /** The buffer that was borrowed; not to be touched after {@link #close()}. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Repeating it does nothing. */
    @Override
    public void close() {
        if (returned.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}

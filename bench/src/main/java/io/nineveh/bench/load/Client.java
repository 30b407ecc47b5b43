package io.nineveh.bench.load;

import java.io.Closeable;
import java.io.IOException;

/** The work of one client: the same step again and again. For one thread at a time. */
public interface Client extends Closeable {

    /** Takes one step, and times what counts as a call of it. */
    void step(Latencies calls) throws IOException;

    /** Removes what the steps of a round have left, when its time is taken. */
    default void tidy() throws IOException {}

    @Override
    void close() throws IOException;
}

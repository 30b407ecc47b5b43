package io.nineveh.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** What can be measured again and again. */
public interface Measured extends Closeable {

    /**
     * Measures once.
     *
     * @param atLeast for how long; steps that have begun are ended
     */
    Sample measure(Duration atLeast) throws IOException, InterruptedException;

    /** Removes what measuring has left. */
    void tidy() throws IOException;
}

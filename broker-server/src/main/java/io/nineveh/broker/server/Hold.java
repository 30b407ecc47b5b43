package io.nineveh.broker.server;

import java.io.Closeable;

/**
 * An open file that is not dropped before the hold on it is closed. Closed once, by any thread.
 *
 * @param <F> the kind of file
 */
record Hold<F extends OpenFile>(F file, Runnable release) implements Closeable {
    @Override
    public void close() {
        release.run();
    }
}

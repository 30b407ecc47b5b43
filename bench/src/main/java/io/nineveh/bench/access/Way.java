package io.nineveh.bench.access;

import java.io.IOException;

/** A way to files, of which each client opens an access of its own. */
public record Way<A extends FileAccess>(String name, Opening<A> opening) {

    /** How an access is opened. */
    public interface Opening<A> {
        A open() throws IOException;
    }

    public A open() throws IOException {
        return opening.open();
    }
}

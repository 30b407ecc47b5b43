package io.nineveh.bench.access;

import java.io.IOException;
import java.util.Optional;

/**
 * A way to files, of which each client opens an access of its own.
 *
 * @param worker the process that does the work; empty when it is not known
 */
public record Way<A extends FileAccess>(String name, Opening<A> opening, Optional<ProcessHandle> worker) {

    /** How an access is opened. */
    public interface Opening<A> {
        A open() throws IOException;
    }

    public A open() throws IOException {
        return opening.open();
    }
}

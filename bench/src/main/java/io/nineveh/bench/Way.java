package io.nineveh.bench;

import java.io.IOException;

/** A way to files, of which each client opens its own access. */
record Way(String name, Opening opening) {

    /** How an access is opened. */
    interface Opening {
        FileAccess open() throws IOException;
    }

    FileAccess open() throws IOException {
        return opening.open();
    }
}
